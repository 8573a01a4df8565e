import Foundation
public import Warehouse

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
      INSERT INTO dead_letters (\(letterColumns))
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO NOTHING
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
    // A state that may be any would keep SQLite from its index.
    try reader.all(
      """
      SELECT topic, reason, count(*), min(dead_since) FROM dead_letters
      WHERE \(state == nil ? "" : "state = ?2 AND ")(topic = ?1 OR ?1 IS NULL) GROUP BY reason, topic
      """, [SQLValue(topic)] + (state.map { [.text($0.rawValue)] } ?? [])
    ) { ($0.text(0) ?? "", $0.text(1) ?? "", $0.int(2) ?? 0, $0.text(3) ?? "") }
  }

  /// The open letters of the same message as a letter, itself among them when it is open.
  public static func openLetters(
    ofSameMessageAs letter: DeadLetter, in reader: any WarehouseReader
  ) throws -> [DeadLetter] {
    try reader.all(
      """
      SELECT \(letterColumns) FROM dead_letters
      WHERE state = 'open' AND (id = ?1 OR original_topic = ?2 AND original_partition = ?3 AND original_position = ?4)
      ORDER BY dead_since, id
      """,
      [
        .text(letter.id), SQLValue(letter.originalTopic), SQLValue(letter.originalPartition),
        letter.originalOffset.map { .integer($0) } ?? .null,
      ], self.letter(from:)
    ).filter { $0.id == letter.id || $0.isOfSameMessage(as: letter) }
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
