import CZlib

/// Gzip (RFC 1952) over zlib.
public enum Gzip {
  /// The most bytes that `decompress` gives unless told otherwise.
  public static let defaultLimit = 1 << 30

  /// The bytes as one gzip member. The same bytes and level always give the same result (no time, no name in the header).
  ///
  /// - Parameters:
  ///   - level: 1 (fast) to 9 (small).
  ///   - name: what the bytes are, for the error.
  public static func compress(_ bytes: [UInt8], level: Int = 6, name: String = "data") throws(ProviderError) -> [UInt8]
  {
    guard bytes.count < Int(UInt32.max) else { throw .tooLarge(file: name, limit: Int(UInt32.max)) }
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    var code = deflateInit2_(
      stream, Int32(min(max(level, 1), 9)), Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, streamSize)
    guard code == Z_OK else { throw .damagedGzip(file: name, reason: "zlib cannot start: \(code)") }
    defer { deflateEnd(stream) }
    let bound = Int(deflateBound(stream, UInt(bytes.count)))
    var input = bytes
    let output = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      input.withUnsafeMutableBufferPointer { input in
        stream.pointee.next_in = input.baseAddress
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(bound)
        code = deflate(stream, Z_FINISH)
        count = bound - Int(stream.pointee.avail_out)
      }
    }
    guard code == Z_STREAM_END else { throw .damagedGzip(file: name, reason: "zlib cannot compress: \(code)") }
    return output
  }

  /// The bytes that a gzip file of one or more members holds. A file cut short, a wrong check sum and bytes behind the
  /// last member are errors; zero padding is not.
  ///
  /// - Parameters:
  ///   - limit: more decompressed bytes than this are an error.
  ///   - name: the file, for the error.
  public static func decompress(
    _ bytes: [UInt8], limit: Int = defaultLimit, name: String = "data"
  ) throws(ProviderError) -> [UInt8] {
    guard bytes.count < Int(UInt32.max) else { throw .tooLarge(file: name, limit: Int(UInt32.max)) }
    guard bytes.count >= 18, bytes[0] == 0x1f, bytes[1] == 0x8b else {
      throw .damagedGzip(file: name, reason: bytes.isEmpty ? "it is empty" : "it is not gzip")
    }
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    guard inflateInit2_(stream, gzipWindow, ZLIB_VERSION, streamSize) == Z_OK else {
      throw .damagedGzip(file: name, reason: "zlib cannot start")
    }
    defer { inflateEnd(stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: firstCapacity(for: bytes, limit: limit))
    let written = try input.withUnsafeMutableBufferPointer { input throws(ProviderError) in
      stream.pointee.next_in = input.baseAddress
      stream.pointee.avail_in = UInt32(input.count)
      return try inflateMembers(stream, into: &output, limit: limit, name: name)
    }
    output.removeLast(output.count - written)
    return output
  }

  private static let gzipWindow: Int32 = 15 + 16
  private static let streamSize = Int32(MemoryLayout<z_stream>.size)

  private static func inflateMembers(
    _ stream: UnsafeMutablePointer<z_stream>, into output: inout [UInt8], limit: Int, name: String
  ) throws(ProviderError) -> Int {
    var written = 0
    while true {
      if written == output.count {
        output.append(contentsOf: repeatElement(0, count: min(max(output.count, 1 << 16), limit + 1 - written)))
      }
      let code = output.withUnsafeMutableBufferPointer { output in
        let room = min(output.count - written, Int(UInt32.max))
        stream.pointee.next_out = output.baseAddress?.advanced(by: written)
        stream.pointee.avail_out = UInt32(room)
        let code = inflate(stream, Z_NO_FLUSH)
        written += room - Int(stream.pointee.avail_out)
        return code
      }
      guard written <= limit else { throw .tooLarge(file: name, limit: limit) }
      switch code {
      case Z_OK: continue
      case Z_STREAM_END:
        guard try hasAnotherMember(stream, name: name) else { return written }
        guard inflateReset(stream) == Z_OK else { throw .damagedGzip(file: name, reason: "zlib cannot go on") }
      case Z_BUF_ERROR where stream.pointee.avail_in == 0:
        throw .damagedGzip(file: name, reason: "it is cut short after \(written) decompressed bytes")
      case Z_BUF_ERROR: continue
      default:
        let reason = stream.pointee.msg.map { String(cString: $0) } ?? "zlib code \(code)"
        throw .damagedGzip(file: name, reason: "\(reason), after \(written) decompressed bytes")
      }
    }
  }

  private static func hasAnotherMember(
    _ stream: UnsafeMutablePointer<z_stream>, name: String
  ) throws(ProviderError) -> Bool {
    let rest = UnsafeBufferPointer(start: stream.pointee.next_in, count: Int(stream.pointee.avail_in))
    if rest.allSatisfy({ $0 == 0 }) { return false }
    guard rest.count >= 2, rest[0] == 0x1f, rest[1] == 0x8b else {
      throw .damagedGzip(file: name, reason: "\(rest.count) bytes follow the end of the compressed data")
    }
    return true
  }

  /// The size that the last four bytes promise, held to what deflate can reach (1032 to 1) and to the limit. One byte
  /// over, so that a file of exactly that size ends without growing the array.
  private static func firstCapacity(for bytes: [UInt8], limit: Int) -> Int {
    let promised = bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    return min(promised, bytes.count * 1032, limit) + 1
  }
}
