/// What a server answered.
public struct WebResponse: Hashable, Sendable {
  /// The status, 200 and the like.
  public let status: Int
  /// Names in lower case; of a header that stands twice the last counts.
  public let headers: [String: String]
  /// The body, decompressed, with the request's secrets masked where the server printed them.
  public let body: [UInt8]
  /// Requests that it took, this one included.
  public var tries = 1
  /// Whether it needed a new connection.
  public var isNewConnection = false
  /// 1.1 or 2.
  public var version = "1.1"

  /// An answer.
  public init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// 200 to 299.
  public var isSuccess: Bool { (200...299).contains(status) }
}
