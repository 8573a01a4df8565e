import Foundation
public import Warehouse

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
  /// Characters of a reason that are kept.
  public static let maxReason = 1000

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
    self.reason = String(reason.prefix(Self.maxReason))
    self.deadSince = deadSince
    self.recordedAt = recordedAt
    self.redrives = redrives
    self.key = key.map { String($0.prefix(Self.maxReason)) }
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

  /// The reason without what differs from letter to letter: quoted values and numbers.
  public var cause: String { Self.cause(of: reason) }

  /// As ``cause``.
  public static func cause(of reason: String) -> String {
    reason.replacing(#/'[^']*'/#, with: "'…'").replacing(#/\d+/#, with: "#")
  }
}

extension Ledger {
  private static let letterColumns = """
    id, topic, partition, position, original_topic, original_partition, original_position, reason, dead_since,
    recorded_at, redrives, message_key, headers, body, body_bytes, is_whole, state, decided_at, decided_by, decision
    """

  /// Records a dead letter; one that stands there already stays as it is.
  public static func record(_ letter: DeadLetter, in writer: any WarehouseWriter) throws {
    let headers = String(decoding: try JSONEncoder().encode(letter.headers), as: UTF8.self)
    try writer.execute(
      """
      INSERT OR IGNORE INTO dead_letters (\(letterColumns))
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(letter.id), .text(letter.topic), .integer(Int64(letter.partition)), .integer(letter.offset),
        SQLValue(letter.originalTopic), SQLValue(letter.originalPartition),
        letter.originalOffset.map { .integer($0) } ?? .null, .text(letter.reason), .text(letter.deadSince),
        .text(letter.recordedAt), .integer(Int64(letter.redrives)), SQLValue(letter.key), .text(headers),
        .text(Data(letter.body).base64EncodedString()), .integer(Int64(letter.bodyBytes)),
        .integer(letter.isWhole ? 1 : 0), .text(letter.state.rawValue), .null, .null, .null,
      ])
  }

  /// Dead letters, the oldest first.
  ///
  /// - Parameters:
  ///   - state: only those; nil takes all.
  ///   - topic: only those on a dead-letter topic; nil takes all.
  ///   - id: only those whose id begins so.
  public static func deadLetters(
    _ state: DeadLetter.State?, on topic: String? = nil, id: String = "", limit: Int, in reader: any WarehouseReader
  ) throws -> [DeadLetter] {
    try reader.all(
      """
      SELECT \(letterColumns) FROM dead_letters
      WHERE (state = ?1 OR ?1 IS NULL) AND (topic = ?2 OR ?2 IS NULL) AND substr(id, 1, length(?3)) = ?3
      ORDER BY dead_since, id LIMIT ?4
      """, [SQLValue(state?.rawValue), SQLValue(topic), .text(id), .integer(Int64(limit))], letter(from:))
  }

  /// How many letters there are of each topic and reason.
  public static func deadLetterReasons(
    _ state: DeadLetter.State?, on topic: String? = nil, in reader: any WarehouseReader
  ) throws -> [(topic: String, reason: String, count: Int, oldest: String)] {
    try reader.all(
      """
      SELECT topic, reason, count(*), min(dead_since) FROM dead_letters
      WHERE (state = ?1 OR ?1 IS NULL) AND (topic = ?2 OR ?2 IS NULL) GROUP BY topic, reason
      """, [SQLValue(state?.rawValue), SQLValue(topic)]
    ) { ($0.text(0) ?? "", $0.text(1) ?? "", $0.int(2) ?? 0, $0.text(3) ?? "") }
  }

  /// Keeps what was decided about a letter.
  ///
  /// - Returns: whether it was open; a decision stands.
  public static func decide(
    _ id: String, _ state: DeadLetter.State, who: String, why: String?, at time: String, in writer: any WarehouseWriter
  ) throws -> Bool {
    try writer.execute(
      "UPDATE dead_letters SET state = ?, decided_at = ?, decided_by = ?, decision = ? WHERE id = ? AND state = 'open'",
      [.text(state.rawValue), .text(time), .text(who), SQLValue(why), .text(id)]) == 1
  }

  private static func letter(from row: any ResultRow) throws -> DeadLetter {
    guard let id = row.text(0), let state = row.text(16).flatMap(DeadLetter.State.init(rawValue:)),
      let body = row.text(13).flatMap({ Data(base64Encoded: $0) })
    else { throw WarehouseError.undecodable(table: "dead_letters", column: "id, body, state") }
    let headers = try JSONDecoder().decode([DeadLetter.Header].self, from: Data((row.text(12) ?? "[]").utf8))
    var letter = DeadLetter(
      topic: row.text(1) ?? "", partition: row.int(2) ?? 0, offset: Int64(row.int(3) ?? 0), originalTopic: row.text(4),
      originalPartition: row.int(5), originalOffset: row.int(6).map { Int64($0) }, reason: row.text(7) ?? "",
      deadSince: row.text(8) ?? "", recordedAt: row.text(9) ?? "", redrives: row.int(10) ?? 0, key: row.text(11),
      headers: headers, body: Array(body))
    letter.id = id
    letter.bodyBytes = row.int(14) ?? body.count
    letter.isWhole = row.int(15) == 1
    letter.state = state
    letter.decidedAt = row.text(17)
    letter.decidedBy = row.text(18)
    letter.decision = row.text(19)
    return letter
  }
}
