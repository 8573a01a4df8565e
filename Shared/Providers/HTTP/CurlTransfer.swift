import CCurl
import Foundation
import Synchronization

/// One request under way.
///
/// Its handle and what it has received are touched by the loop's thread alone, from `open()` to `close()`; the promise to
/// the waiting task is behind a lock and kept once.
final class CurlTransfer: @unchecked Sendable {  // see above
  let request: WebRequest
  private(set) var easy: UnsafeMutableRawPointer?
  private var list: UnsafeMutablePointer<curl_slist>?
  private var started = ContinuousClock.now
  private var headers: [String: String] = [:]
  private var received: [UInt8] = []
  private var hasFirstByte = false
  private var isTooLarge = false

  private struct Promise {
    var resume: (@Sendable (Result<WebResponse, any Error>) -> Void)?
    var isKept = false
  }
  private let promised = Mutex(Promise())

  init(_ request: WebRequest) {
    self.request = request
  }

  var isFinished: Bool { promised.withLock { $0.isKept } }

  /// Takes what is called once with the outcome. A transfer that was cancelled before it began calls it at once.
  func promise(_ resume: @escaping @Sendable (Result<WebResponse, any Error>) -> Void) {
    let isLate = promised.withLock { promise in
      if !promise.isKept { promise.resume = resume }
      return promise.isKept
    }
    if isLate { resume(.failure(CancellationError())) }
  }

  func finish(_ outcome: Result<WebResponse, any Error>) {
    let resume = promised.withLock { promise in
      promise.isKept = true
      defer { promise.resume = nil }
      return promise.resume
    }
    resume?(outcome)
  }

  /// Makes the handle; nil, with the promise kept, when the request cannot be sent.
  func open() -> UnsafeMutableRawPointer? {
    guard let easy = curl_easy_init() else {
      finish(.failure(HTTPFailure.unusable(request: request.description, reason: "out of memory")))
      return nil
    }
    self.easy = easy
    started = ContinuousClock.now
    let isSet =
      setAddress(easy) && setLimits(easy) && setBody(easy) && setHeaders(easy) && setSinks(easy)
      && setSignature(easy)
    guard isSet else {
      close()
      finish(.failure(HTTPFailure.unusable(request: request.description, reason: "libcurl refuses an option")))
      return nil
    }
    return easy
  }

  func close() {
    if let easy { curl_easy_cleanup(easy) }
    curl_slist_free_all(list)
    easy = nil
    list = nil
  }

  func isFirstByteLate(at now: ContinuousClock.Instant) -> Bool {
    !hasFirstByte && now - started > request.limits.firstByte
  }

  /// What a finished transfer gave.
  func outcome(_ result: CURLcode) -> Result<WebResponse, any Error> {
    let shown = request.description
    guard result == CURLE_OK, let easy else {
      let failure: HTTPFailure =
        switch result {
        case CURLE_OPERATION_TIMEDOUT: .timedOut(hasFirstByte ? .receiving : .connecting, request: shown)
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP2_STREAM:
          .cutShort(request: shown)
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT:
          .unusable(request: shown, reason: String(cString: curl_easy_strerror(result)))
        case _ where isTooLarge: .tooLarge(request: shown, limit: request.limits.bytes)
        default: .connection(request: shown, reason: String(cString: curl_easy_strerror(result)))
        }
      return .failure(failure)
    }
    var (status, version, connects) = (0, 0, 0)
    _ = backcourt_curl_status(easy, &status)
    _ = backcourt_curl_version(easy, &version)
    _ = backcourt_curl_connects(easy, &connects)
    var response = WebResponse(status: status, headers: headers, body: Secret.masked(received, request.secrets))
    response.isNewConnection = connects > 0
    response.version = version == Int(CURL_HTTP_VERSION_2_0) ? "2" : "1.1"
    return .success(response)
  }

  private func setAddress(_ easy: UnsafeMutableRawPointer) -> Bool {
    guard backcourt_curl_text(easy, CURLOPT_URL, request.sentURL) == CURLE_OK,
      backcourt_curl_text(easy, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK,
      backcourt_curl_number(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS)) == CURLE_OK,
      backcourt_curl_number(easy, CURLOPT_NOSIGNAL, 1) == CURLE_OK,
      backcourt_curl_text(easy, CURLOPT_ACCEPT_ENCODING, "gzip, deflate") == CURLE_OK
    else { return false }
    // Other addresses go through the proxy that the environment names (http_proxy, https_proxy, no_proxy).
    return !request.isLoopback || backcourt_curl_text(easy, CURLOPT_NOPROXY, "*") == CURLE_OK
  }

  private func setLimits(_ easy: UnsafeMutableRawPointer) -> Bool {
    let limits = request.limits
    return backcourt_curl_number(easy, CURLOPT_CONNECTTIMEOUT_MS, Int(limits.connect.inSeconds * 1000)) == CURLE_OK
      && backcourt_curl_number(easy, CURLOPT_TIMEOUT_MS, Int(limits.total.inSeconds * 1000)) == CURLE_OK
  }

  private func setBody(_ easy: UnsafeMutableRawPointer) -> Bool {
    var isSet = true
    if request.method == .head { isSet = backcourt_curl_number(easy, CURLOPT_NOBODY, 1) == CURLE_OK }
    if request.method != .get, request.method != .head {
      isSet = isSet && backcourt_curl_text(easy, CURLOPT_CUSTOMREQUEST, request.method.rawValue) == CURLE_OK
    }
    guard let body = request.body else { return isSet }
    // The size goes first, so that zero bytes within the body are copied too.
    isSet = isSet && backcourt_curl_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, Int(body.count)) == CURLE_OK
    return body.withUnsafeBytes { bytes in
      // libcurl copies and does not write to it; the shim's pointer is not const because options share one signature.
      let pointer = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
      return isSet && (body.isEmpty || backcourt_curl_pointer(easy, CURLOPT_COPYPOSTFIELDS, pointer) == CURLE_OK)
    }
  }

  private func setHeaders(_ easy: UnsafeMutableRawPointer) -> Bool {
    for header in request.sentHeaders {
      // A line break would begin another header.
      guard !header.value.contains(where: \.isNewline), !header.name.contains(where: \.isNewline),
        let longer = curl_slist_append(list, "\(header.name): \(header.value)")
      else { return false }
      list = longer
    }
    return backcourt_curl_list(easy, CURLOPT_HTTPHEADER, list) == CURLE_OK
  }

  private func setSignature(_ easy: UnsafeMutableRawPointer) -> Bool {
    guard let signature = request.signature else { return true }
    return backcourt_curl_text(easy, CURLOPT_AWS_SIGV4, "aws:amz:\(signature.region):s3") == CURLE_OK
      && backcourt_curl_text(easy, CURLOPT_USERNAME, signature.accessKey) == CURLE_OK
      && backcourt_curl_text(easy, CURLOPT_PASSWORD, signature.secretKey.value) == CURLE_OK
  }

  private func setSinks(_ easy: UnsafeMutableRawPointer) -> Bool {
    // Unretained: the engine holds the transfer for as long as libcurl holds the handle.
    let own = Unmanaged.passUnretained(self).toOpaque()
    return backcourt_curl_pointer(easy, CURLOPT_WRITEDATA, own) == CURLE_OK
      && backcourt_curl_pointer(easy, CURLOPT_HEADERDATA, own) == CURLE_OK
      && backcourt_curl_callback(easy, CURLOPT_WRITEFUNCTION, Self.bodySink) == CURLE_OK
      && backcourt_curl_callback(easy, CURLOPT_HEADERFUNCTION, Self.headerSink) == CURLE_OK
  }

  private static let bodySink: backcourt_curl_sink = { bytes, size, count, opaque in
    guard let bytes, let opaque else { return 0 }
    let transfer = Unmanaged<CurlTransfer>.fromOpaque(opaque).takeUnretainedValue()
    return transfer.takeBody(UnsafeRawBufferPointer(start: bytes, count: size * count))
  }

  private static let headerSink: backcourt_curl_sink = { bytes, size, count, opaque in
    guard let bytes, let opaque else { return 0 }
    let transfer = Unmanaged<CurlTransfer>.fromOpaque(opaque).takeUnretainedValue()
    return transfer.takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
  }

  /// Gives what was taken; anything less than all makes libcurl end the transfer.
  private func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard received.count + bytes.count <= request.limits.bytes else {
      isTooLarge = true
      return 0
    }
    received.append(contentsOf: bytes)
    return bytes.count
  }

  private func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
    hasFirstByte = true
    let line = String(decoding: bytes, as: UTF8.self)
    if line.hasPrefix("HTTP/") {
      headers = [:]
    } else if let colon = line.firstIndex(of: ":") {
      headers[line[..<colon].lowercased()] =
        line[line.index(after: colon)...].trimmingCharacters(in: .whitespacesAndNewlines)
    }
    return bytes.count
  }
}
