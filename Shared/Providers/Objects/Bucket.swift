import Foundation

/// Objects in a bucket, got and put whole. A call waits for its answer, as one on a file does; what may pass by itself is
/// tried again a few times.
public final class Bucket: Sendable {
  /// Where it is.
  public let address: BucketAddress
  private let transport: CurlTransport
  private static let tries = 5

  /// An object as it stands.
  public struct Object: Sendable {
    /// Its bytes.
    public let bytes: [UInt8]
    /// Names this state of it, where the store names states.
    public let version: String?
  }

  /// What must be so for a put to happen. A store that knows no conditions puts in any case.
  public enum Condition: Hashable, Sendable {
    /// Anything.
    case always
    /// There is no such object.
    case absent
    /// The object is in this state.
    case version(String)
  }

  /// - Throws: ``ProviderError/unavailable(source:reason:)`` when libcurl cannot be set up.
  public init(_ address: BucketAddress) throws(ProviderError) {
    self.address = address
    do throws(HTTPFailure) {
      transport = try CurlTransport()
    } catch {
      throw .unavailable(source: "\(address)", reason: error.description)
    }
  }

  deinit { transport.close() }

  /// An object; nil when there is none.
  public func get(_ key: String) throws(ProviderError) -> Object? {
    let answer = try send(.get, key)
    if answer.status == 404 { return try absent(answer) }
    guard answer.isSuccess else { throw refusal(answer, "read", key) }
    return Object(bytes: answer.body, version: answer.headers["etag"])
  }

  /// Whether there is such an object.
  public func has(_ key: String) throws(ProviderError) -> Bool {
    let answer = try send(.head, key)
    if answer.status == 404 { return false }
    guard answer.isSuccess else { throw refusal(answer, "look at", key) }
    return true
  }

  /// Puts an object in place of what stands there.
  ///
  /// - Returns: whether the condition held; otherwise nothing was put.
  @discardableResult
  public func put(
    _ bytes: [UInt8], at key: String, type: String, if condition: Condition = .always
  ) throws(ProviderError) -> Bool {
    let conditions: [WebRequest.Item] =
      switch condition {
      case .always: []
      case .absent: [.init("If-None-Match", "*")]
      case .version(let version): [.init("If-Match", version)]
      }
    let headers = [WebRequest.Item("Content-Type", type)]
    var answer = try send(.put, key, headers: headers + conditions, body: bytes)
    if !conditions.isEmpty, answer.status == 501 || answer.status == 400 {
      answer = try send(.put, key, headers: headers, body: bytes)
    }
    // 404: the object that was to be in a state is gone.
    if !conditions.isEmpty, [404, 409, 412].contains(answer.status) { return false }
    guard answer.isSuccess else { throw refusal(answer, "write", key) }
    return true
  }

  /// Takes an object away, if it is there.
  public func delete(_ key: String) throws(ProviderError) {
    let answer = try send(.delete, key)
    guard answer.isSuccess || answer.status == 404 else { throw refusal(answer, "remove", key) }
  }

  /// The names directly below a folder, in order.
  public func names(in folder: String) throws(ProviderError) -> [String] {
    let prefix = "\(address.prefix)\(folder)/"
    var names: [String] = []
    var next: String?
    repeat {
      // In the order of their names, in which they are signed.
      let query =
        (next.map { [WebRequest.Item("continuation-token", $0)] } ?? [])
        + [.init("delimiter", "/"), .init("list-type", "2"), .init("prefix", prefix)]
      let answer = try send(.get, nil, query: query)
      guard answer.isSuccess else { throw refusal(answer, "list", folder) }
      let text = String(decoding: answer.body, as: UTF8.self)
      names += Self.values(of: "Key", in: text).map { String($0.dropFirst(prefix.count)) }
      next = Self.values(of: "NextContinuationToken", in: text).first
    } while next != nil
    return names.filter { !$0.isEmpty }.sorted()
  }

  private func send(
    _ method: WebRequest.Method, _ key: String?, query: [WebRequest.Item] = [], headers: [WebRequest.Item] = [],
    body: [UInt8]? = nil
  ) throws(ProviderError) -> WebResponse {
    // Stores want the body's digest beside the signature; libcurl 7.88 sends it only where it is given.
    let digest = WebRequest.Item("x-amz-content-sha256", PayloadID(of: body ?? []).hex)
    var request = WebRequest(
      method, "\(address.endpoint)/\(address.bucket)\(key.map { "/\(address.prefix)\($0)" } ?? "")", source: "s3",
      query: query, headers: headers + [digest],
      credentials: address.token.map { [.init($0, in: .header("x-amz-security-token"))] } ?? [], body: body)
    request.signature = address.signature
    var attempt = 1
    while true {
      let reason: String
      do {
        let answer = try transport.sendNow(request)
        guard answer.status >= 500 && answer.status != 501 || answer.status == 429 else { return answer }
        reason = "it answered \(answer.status)"
      } catch {
        reason = "\(error)"
      }
      guard attempt < Self.tries else { throw .unavailable(source: "\(address)", reason: reason) }
      Thread.sleep(forTimeInterval: 0.05 * Double(1 << attempt) * Double.random(in: 0.5...1))
      attempt += 1
    }
  }

  /// Nil for an object that is not there; a bucket that is not there is another matter.
  private func absent(_ answer: WebResponse) throws(ProviderError) -> Object? {
    guard !String(decoding: answer.body, as: UTF8.self).contains("NoSuchBucket") else {
      throw .refused(source: "\(address)", reason: "there is no such bucket; make it first")
    }
    return nil
  }

  private func refusal(_ answer: WebResponse, _ action: String, _ key: String) -> ProviderError {
    let code = Self.values(of: "Code", in: String(decoding: answer.body, as: UTF8.self)).first ?? ""
    return .refused(source: "\(address)", reason: "could not \(action) \(key): \(answer.status) \(code)")
  }

  private static func values(of element: String, in xml: String) -> [String] {
    xml.split(separator: "<\(element)>").dropFirst().compactMap { part in
      part.firstRange(of: "</\(element)>").map { end in
        String(part[..<end.lowerBound]).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing(
          "&quot;", with: "\""
        )
        .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
      }
    }
  }
}
