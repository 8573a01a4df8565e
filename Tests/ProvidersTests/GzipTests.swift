import Providers
import Testing

@Suite("Gzip")
struct GzipTests {
  private let text = Array(String(repeating: "Dončić,34,11\n", count: 5000).utf8)

  @Test("what is compressed decompresses to the same bytes", arguments: [1, 6, 9])
  func roundTrip(level: Int) throws {
    #expect(try Gzip.decompress(Gzip.compress(text, level: level)) == text)
    #expect(try Gzip.decompress(Gzip.compress([], level: level)) == [])
  }

  @Test("compressing twice gives the same bytes")
  func deterministic() throws {
    #expect(try Gzip.compress(text) == Gzip.compress(text))
  }

  @Test("members that follow each other are one text, zero padding is passed over")
  func members() throws {
    let two = try Gzip.compress(Array("a,b\n".utf8)) + Gzip.compress(Array("1,2\n".utf8)) + [0, 0, 0]
    #expect(try Gzip.decompress(two) == Array("a,b\n1,2\n".utf8))
  }

  @Test("a file cut short is an error wherever it is cut", arguments: [1, 9, 17, 40, 100])
  func truncated(missing: Int) throws {
    let whole = try Gzip.compress(text)
    let error = providerError { _ = try Gzip.decompress(whole.dropLast(missing), name: "shots_2022-23.csv.gz") }
    #expect("\(try #require(error))".hasPrefix("shots_2022-23.csv.gz is damaged"))
    #expect(error?.isRetryable == false)
  }

  @Test("a changed byte is an error")
  func corrupted() throws {
    var bytes = try Gzip.compress(text)
    bytes[bytes.count - 6] ^= 1
    #expect(throws: ProviderError.self) { try Gzip.decompress(bytes) }
  }

  @Test("bytes behind the end are an error")
  func trailing() throws {
    let bytes = try Gzip.compress(text) + Array("rest".utf8)
    #expect(throws: ProviderError.damagedGzip(file: "x", reason: "4 bytes follow the end of the compressed data")) {
      try Gzip.decompress(bytes, name: "x")
    }
  }

  @Test("more bytes than the limit are an error, exactly as many are not")
  func limit() throws {
    let bytes = try Gzip.compress(text)
    #expect(try Gzip.decompress(bytes, limit: text.count).count == text.count)
    #expect(throws: ProviderError.tooLarge(file: "x", limit: text.count - 1)) {
      try Gzip.decompress(bytes, limit: text.count - 1, name: "x")
    }
  }

  @Test("what is not gzip is an error that says so")
  func notGzip() {
    #expect(throws: ProviderError.damagedGzip(file: "x", reason: "it is not gzip")) {
      try Gzip.decompress(Array("game_id,season,game_date\n".utf8), name: "x")
    }
    #expect(throws: ProviderError.damagedGzip(file: "x", reason: "it is empty")) {
      try Gzip.decompress([], name: "x")
    }
  }
}
