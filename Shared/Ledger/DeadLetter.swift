import Warehouse

/// A message that a service could not read or could not finish for good, as the ledger keeps it: durable, bounded in size,
/// with what an operator decided about it.
public struct DeadLetter: Hashable, Sendable, Codable {
  /// Names it: a digest of what it is and where it lay.
  public var id: String
  /// The dead-letter topic.
  public var topic: String
  /// Its place there.
  public var partition: Int
  /// Its place there.
  public var offset: Int64
  /// The topic that it died on; nil when it says none.
  public var originalTopic: String?
  /// Its place there.
  public var originalPartition: Int?
  /// Its place there.
  public var originalOffset: Int64?
  /// Why it died.
  public var reason: String
  /// When it died.
  public var deadSince: String
  /// When it was recorded.
  public var recordedAt: String
  /// How often it was sent again before.
  public var redrives: Int
  /// Its key.
  public var key: String?
  /// Its headers, as many as are kept.
  public var headers: [Header]
  /// Its body, as much as is kept.
  public var body: [UInt8]
  /// The length of its body.
  public var bodyBytes: Int
  /// Whether all of it is kept, so that it can be sent again.
  public var isWhole: Bool
  /// What was decided about it.
  public var state: State
  /// When.
  public var decidedAt: String?
  /// By whom.
  public var decidedBy: String?
  /// Why.
  public var decision: String?

  /// A header.
  public struct Header: Hashable, Sendable, Codable {
    /// Its name.
    public var name: String
    /// Its value.
    public var value: String

    /// A header.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// What an operator decided.
  public enum State: String, Hashable, Sendable, Codable, CaseIterable {
    /// Nothing yet.
    case open
    /// It was sent again.
    case replayed
    /// It is not wanted.
    case dropped
  }

  /// Bytes of a body that are kept.
  public static let maxBody = 64 * 1024
  /// Bytes of headers that are kept.
  public static let maxHeaders = 16 * 1024
  /// Characters of a reason that are kept; it is part of an index, which takes no more than 2,700 bytes in PostgreSQL.
  public static let maxReason = 500
  /// Characters of a time that are kept: a foreign client may write any text there.
  static let maxTime = 40

  /// A letter that was just found, cut to what is kept.
  public init(
    topic: String, partition: Int, offset: Int64, originalTopic: String?, originalPartition: Int?,
    originalOffset: Int64?, reason: String, deadSince: String, recordedAt: String, redrives: Int, key: String?,
    headers: [Header], body: [UInt8]
  ) {
    self.topic = topic
    self.partition = partition
    self.offset = offset
    self.originalTopic = originalTopic
    self.originalPartition = originalPartition
    self.originalOffset = originalOffset
    self.reason = Self.cut(reason, to: Self.maxReason)
    self.deadSince = Self.cut(deadSince, to: Self.maxTime)
    self.recordedAt = recordedAt
    self.redrives = redrives
    self.key = key.map { Self.cut($0, to: Self.maxReason) }
    var room = Self.maxHeaders
    self.headers = Array(
      headers.prefix { header in
        room -= header.name.utf8.count + header.value.utf8.count
        return room >= 0
      })
    self.body = Array(body.prefix(Self.maxBody))
    bodyBytes = body.count
    isWhole = self.headers.count == headers.count && self.body.count == body.count && self.key == key
    state = .open
    var identity = Array("\(topic)/\(partition)/\(offset)/\(key ?? "")/\(deadSince)/".utf8)
    for header in headers { identity += Array("\(header.name)=\(header.value)\n".utf8) }
    id = String(RowSetDigest.hex(of: identity + body).prefix(12))
  }

  /// By Unicode's scalars, each of at most four bytes: what a reader takes for one character may be any number of them.
  private static func cut(_ text: String, to length: Int) -> String {
    String(text.unicodeScalars.prefix(length))
  }

  /// Whether another letter is of the same message, which several services could not use; it is sent again once.
  public func isOfSameMessage(as other: DeadLetter) -> Bool {
    originalOffset != nil && originalOffset == other.originalOffset && originalPartition == other.originalPartition
      && originalTopic == other.originalTopic && key == other.key && body == other.body
  }

  /// The reason without what differs from letter to letter: quoted values and numbers.
  public var cause: String { Self.cause(of: reason) }

  /// As ``cause``.
  public static func cause(of reason: String) -> String {
    reason.replacing(#/'[^']*'/#, with: "'…'").replacing(#/\d+/#, with: "#")
  }
}
