import Contracts
import League
import Pipeline
import Warehouse

/// `status.json`: whether what is published can be relied on, from the ledger: by content dates and by the schedule, not by
/// the age of files.
struct StatusDocument: Sendable {
  static let kind = DocumentKind(schema: "status", path: "status.json", maxAge: 60)
  private static let issues = 20

  /// Cells that failed, by date and table.
  private let failures: [Failure]
  private let isHalted: Bool
  private let predictions: Newest?
  private let results: Newest?
  private let tonight: Newest?

  private struct Failure {
    var date: String
    var table: String
    var error: String
    var at: String
  }

  /// The newest date of a table that is settled.
  private struct Newest {
    var date: GameDate
    var state: String
    var reason: String?
    var entries: Int
  }

  /// What the ledger says.
  ///
  /// - Parameter halt: the state of the present day; nil where daily mode keeps none.
  init(from reader: some WarehouseReader, halt: HaltState? = nil) throws {
    isHalted = halt?.isActive == true
    failures = try reader.all(
      """
      SELECT game_date, table_name, error, updated_at FROM output_grid WHERE state = 'failed'
      ORDER BY game_date DESC, table_name LIMIT \(Self.issues)
      """
    ) { row in
      Failure(date: row.text(0) ?? "", table: row.text(1) ?? "", error: row.text(2) ?? "", at: row.text(3) ?? "")
    }
    func newest(_ table: TableName) throws -> Newest? {
      try reader.first(
        """
        SELECT game_date, state, reason, coalesce((SELECT sum(entries) FROM \(table) d WHERE d.game_date = g.game_date), 0)
        FROM output_grid g WHERE table_name = ? AND state IN ('complete', 'degraded', 'empty_ok', 'skipped')
        ORDER BY game_date DESC LIMIT 1
        """, [.text(table.text)]
      ) { row in
        row.text(0).flatMap { GameDate($0[...]) }.map { date in
          Newest(date: date, state: row.text(1) ?? "", reason: row.text(2), entries: row.int(3) ?? 0)
        }
      }
    }
    predictions = try newest(PredictionsDocument.name)
    results = try newest(ResultsDocument.name)
    tonight = try newest(TonightDocument.name)
  }

  /// The document.
  func document() throws -> Document {
    let statuses = [predictions, results, tonight].map(Self.status)
    let overall = !failures.isEmpty ? "unhealthy" : statuses.contains("degraded") ? "degraded" : "healthy"
    return Document(
      Self.kind, at: try DocumentPath(Self.kind.path), date: nil, through: results?.date, entries: 1
    ) { json in
      json.field("overall_status", overall)
      json.field("halt_active", isHalted)
      json.object("services") { json in
        json.object("live_data") { json in
          json.field("status", "not_available")
          json.field("message", "no source of live scores is connected")
          json.null("target_date")
          json.null("count")
        }
        json.object("tonight_data") { Self.write(tonight, to: &$0) }
        json.object("grading") { Self.write(results, to: &$0) }
        json.object("predictions") { Self.write(predictions, to: &$0) }
      }
      json.objects("known_issues", failures) { json, failure in
        json.field("severity", "unhealthy")
        json.field("message", "\(failure.table) on \(failure.date): \(failure.error)")
        json.field("detected_at", failure.at)
      }
      json.values("maintenance_windows", [String]())
    }
  }

  /// A date left out or empty by design is healthy.
  private static func status(of newest: Newest?) -> String {
    guard let newest else { return "degraded" }
    return newest.state == "degraded" ? "degraded" : "healthy"
  }

  private static func write(_ newest: Newest?, to json: inout JSONText) {
    json.field("status", status(of: newest))
    json.field("message", newest.map { $0.reason ?? $0.state } ?? "nothing yet")
    json.field("target_date", newest?.date)
    json.field("count", newest?.entries)
  }
}
