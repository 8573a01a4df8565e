public import Contracts
public import League
public import Warehouse

/// A date that a process has leased cells of: durable, so that another one takes the date up where the first has died, also
/// when the broker remembers nothing of it.
public struct LeasedDate: Hashable, Sendable {
  /// The phase that works on it.
  public var phase: Phase
  /// The request as it came.
  public var request: DateRequested
  /// The trace of the journey it belongs to.
  public var traceparent: String
  /// Who holds the leases.
  public var owner: String
  /// When the leases end unless renewed, in milliseconds since 1970.
  public var until: Int64

  /// A leased date.
  public init(phase: Phase, request: DateRequested, traceparent: String, owner: String, until: Int64) {
    self.phase = phase
    self.request = request
    self.traceparent = traceparent
    self.owner = owner
    self.until = until
  }

  /// The same date as one that waits for nothing but to be taken up.
  public var abandoned: WaitingDate {
    WaitingDate(
      phase: phase, request: request, traceparent: traceparent, waitsFor: nil, dueAt: until, attempt: 0,
      reason: "\(owner) began it and has been silent for longer than its lease")
  }
}

extension Ledger {
  /// Remembers what is worked on, in the transaction that takes the leases.
  public static func put(_ leased: LeasedDate, in writer: any WarehouseWriter) throws {
    try writer.execute(
      """
      INSERT INTO leased_dates (phase, game_date, owner, event, traceparent, lease_until) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (phase, game_date, owner) DO UPDATE SET event = excluded.event, traceparent = excluded.traceparent,
        lease_until = excluded.lease_until
      """,
      [
        .text(leased.phase.rawValue), .text(leased.request.date.description), .text(leased.owner),
        .text(try leased.request.storedText()), .text(leased.traceparent), .integer(leased.until),
      ])
  }

  /// Moves the end of an owner's leases.
  public static func renewLeases(of owner: String, _ phase: Phase, until: Int64, in writer: any WarehouseWriter) throws
  {
    try writer.execute(
      "UPDATE leased_dates SET lease_until = ? WHERE phase = ? AND owner = ?",
      [.integer(until), .text(phase.rawValue), .text(owner)])
  }

  /// Forgets that an owner works on something, in the transaction that ends its leases.
  public static func stopWorking(_ owner: String, _ phase: Phase, in writer: any WarehouseWriter) throws {
    try writer.execute(
      "DELETE FROM leased_dates WHERE phase = ? AND owner = ?", [.text(phase.rawValue), .text(owner)])
  }

  /// Forgets who began a date and fell silent.
  public static func forgetAbandoned(
    _ phase: Phase, _ date: GameDate, now: Int64, in writer: any WarehouseWriter
  ) throws {
    try writer.execute(
      "DELETE FROM leased_dates WHERE phase = ? AND game_date = ? AND lease_until <= ?",
      [.text(phase.rawValue), .text(date.description), .integer(now)])
  }

  /// The dates that are leased in a phase, or in any, earliest first.
  public static func leasedDates(of phase: Phase?, in reader: any WarehouseReader) throws -> [LeasedDate] {
    try reader.all(
      """
      SELECT phase, owner, event, traceparent, lease_until FROM leased_dates WHERE phase = ?1 OR ?1 IS NULL
      ORDER BY game_date, phase, owner
      """, [SQLValue(phase?.rawValue)]
    ) { row in
      guard let phase = row.text(0).flatMap(Phase.init(rawValue:)), let owner = row.text(1), let event = row.text(2)
      else { throw WarehouseError.undecodable(table: "leased_dates", column: "phase, owner, event") }
      return LeasedDate(
        phase: phase, request: try DateRequested(storedText: event), traceparent: row.text(3) ?? "", owner: owner,
        until: row.int(4).map { Int64($0) } ?? 0)
    }
  }
}
