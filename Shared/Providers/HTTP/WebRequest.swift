/// A request: method, address, headers and body, with its secrets apart from what may be shown.
public struct WebRequest: Hashable, Sendable, CustomStringConvertible {
  /// What is asked of the server.
  public enum Method: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case put = "PUT"
    case post = "POST"
    case delete = "DELETE"

    /// Whether doing it twice is like doing it once, so that it may be sent again after it was perhaps carried out.
    public var isIdempotent: Bool { self != .post }
  }

  /// A name with a value, in a query or a header.
  public struct Item: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The value, not escaped.
    public let value: String

    /// An item.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Where a secret goes.
  public enum Place: Hashable, Sendable {
    /// As a value of the query.
    case query(String)
    /// As the value of a header, behind a prefix such as `Bearer `.
    case header(String, prefix: String = "")
  }

  /// A secret with its place.
  public struct Credential: Hashable, Sendable {
    let secret: Secret
    let place: Place

    /// A secret at a place.
    public init(_ secret: Secret, in place: Place) {
      self.secret = secret
      self.place = place
    }
  }

  /// How long each stage may take.
  public struct Limits: Hashable, Sendable {
    /// Until the connection stands.
    public var connect = Duration.seconds(10)
    /// Until the first byte of the answer, from the start.
    public var firstByte = Duration.seconds(20)
    /// Until the last byte, from the start.
    public var total = Duration.seconds(60)
    /// Bytes of the body, decompressed.
    public var bytes = 64_000_000

    /// 10 s, 20 s, 60 s, and 64 MB.
    public init() {}
  }

  /// Whose circuit breaker and pace it falls under, such as `nba_cdn`.
  public let source: String
  /// What is asked.
  public let method: Method
  /// Scheme, host and path, without query.
  public let address: String
  /// The query, secrets left out.
  public let query: [Item]
  /// The headers, secrets left out.
  public var headers: [Item]
  /// What proves who asks.
  public let credentials: [Credential]
  /// What is sent; nothing for most.
  public let body: [UInt8]?
  /// How long it may take and how large the answer may be.
  public var limits: Limits
  /// What it is signed with; nil for most.
  public var signature: AWSSignature?

  /// A request.
  public init(
    _ method: Method, _ address: String, source: String, query: [Item] = [], headers: [Item] = [],
    credentials: [Credential] = [], body: [UInt8]? = nil, limits: Limits = Limits()
  ) {
    self.method = method
    self.address = address
    self.source = source
    self.query = query
    self.headers = headers
    self.credentials = credentials
    self.body = body
    self.limits = limits
  }

  /// The whole address with its secrets masked.
  public var description: String { url { _ in Secret.mask } }

  /// Scheme, host and port.
  public var origin: String {
    let parts = address.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return parts.count >= 3 ? "\(parts[0])//\(parts[2])" : address
  }

  /// Whether it goes to this machine, and past any proxy.
  var isLoopback: Bool {
    let host = origin.split(separator: "/").last.map(String.init) ?? ""
    return host == "localhost" || host.hasPrefix("localhost:") || host.hasPrefix("127.") || host.hasPrefix("[::1]")
  }

  var secrets: [Secret] { credentials.map(\.secret) + (signature.map { [$0.secretKey] } ?? []) }

  /// The whole address as it goes over the wire.
  var sentURL: String { url { Self.escaped($0.value) } }

  /// The headers as they go over the wire.
  var sentHeaders: [Item] {
    headers
      + credentials.compactMap { credential in
        guard case .header(let name, let prefix) = credential.place else { return nil }
        return Item(name, prefix + credential.secret.value)
      }
  }

  private func url(_ show: (Secret) -> String) -> String {
    var pairs = query.map { "\(Self.escaped($0.name))=\(Self.escaped($0.value))" }
    for credential in credentials {
      if case .query(let name) = credential.place { pairs.append("\(name)=\(show(credential.secret))") }
    }
    return pairs.isEmpty ? address : "\(address)?\(pairs.joined(separator: "&"))"
  }

  /// A text for a query: everything but letters, digits, `-._~`, `:` and `,` in percent form.
  static func escaped(_ text: String) -> String {
    let hex = Array("0123456789ABCDEF".utf8)
    var escaped: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126, 58, 44: escaped.append(byte)
      default: escaped += [37, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }
}
