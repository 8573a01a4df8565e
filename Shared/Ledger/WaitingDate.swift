public import Contracts
public import League
public import Warehouse

/// A date that a phase was asked for and could not finish yet: durable, so that any process of the phase can take it up.
public struct WaitingDate: Hashable, Sendable {
  /// The phase that was asked.
  public var phase: Phase
  /// The request as it came.
  public var request: DateRequested
  /// The trace of the journey it belongs to.
  public var traceparent: String
  /// The cell that must settle first; nil when only time must pass.
  public var waitsFor: CellKey?
  /// When to try again whatever happens, in milliseconds since 1970; nil when only a cell is waited for.
  public var dueAt: Int64?
  /// How often it was tried after transient errors.
  public var attempt: Int
  /// What is waited for, in words.
  public var reason: String

  /// A waiting date.
  public init(
    phase: Phase, request: DateRequested, traceparent: String, waitsFor: CellKey?, dueAt: Int64?, attempt: Int,
    reason: String
  ) {
    self.phase = phase
    self.request = request
    self.traceparent = traceparent
    self.waitsFor = waitsFor
    self.dueAt = dueAt
    self.attempt = attempt
    self.reason = reason
  }
}

extension Ledger {
  /// Remembers that a date waits, in place of what was remembered of it before.
  public static func put(_ waiting: WaitingDate, at time: String, in writer: any WarehouseWriter) throws {
    try writer.execute(
      """
      INSERT INTO waiting_dates
        (phase, game_date, event, traceparent, waits_for_table, waits_for_date, due_at, attempt, reason, since)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (phase, game_date) DO UPDATE SET event = excluded.event, traceparent = excluded.traceparent,
        waits_for_table = excluded.waits_for_table, waits_for_date = excluded.waits_for_date,
        due_at = excluded.due_at, attempt = excluded.attempt, reason = excluded.reason, since = excluded.since
      """,
      [
        .text(waiting.phase.rawValue), .text(waiting.request.date.description),
        .text(try waiting.request.storedText()), .text(waiting.traceparent), SQLValue(waiting.waitsFor?.table.text),
        SQLValue(waiting.waitsFor?.date.description), waiting.dueAt.map { .integer($0) } ?? .null,
        .integer(Int64(waiting.attempt)), .text(waiting.reason), .text(time),
      ])
  }

  /// Forgets that a date waits.
  public static func stopWaiting(_ phase: Phase, _ date: GameDate, in writer: any WarehouseWriter) throws {
    try writer.execute(
      "DELETE FROM waiting_dates WHERE phase = ? AND game_date = ?", [.text(phase.rawValue), .text(date.description)])
  }

  /// The dates that wait in a phase, or in any, earliest first.
  public static func waitingDates(of phase: Phase?, in reader: any WarehouseReader) throws -> [WaitingDate] {
    try reader.all(
      """
      SELECT phase, event, traceparent, waits_for_table, waits_for_date, due_at, attempt, reason FROM waiting_dates
      WHERE phase = ?1 OR ?1 IS NULL ORDER BY game_date, phase
      """, [SQLValue(phase?.rawValue)]
    ) { row in
      guard let phase = row.text(0).flatMap(Phase.init(rawValue:)), let event = row.text(1) else {
        throw WarehouseError.undecodable(table: "waiting_dates", column: "phase, event")
      }
      var key: CellKey?
      if let table = row.text(3).flatMap({ TableName($0) }), let date = row.text(4).flatMap({ GameDate($0) }) {
        key = CellKey(table, date)
      }
      return WaitingDate(
        phase: phase, request: try DateRequested(storedText: event), traceparent: row.text(2) ?? "", waitsFor: key,
        dueAt: row.int(5).map { Int64($0) }, attempt: row.int(6) ?? 0, reason: row.text(7) ?? "")
    }
  }
}
