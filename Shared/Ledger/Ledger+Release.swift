import Contracts
import League
public import Warehouse

extension Ledger {
  /// Takes a cell from its owner, who is known to be dead, and says so in the cell. Should the owner live after all, its
  /// commit is refused.
  ///
  /// - Returns: who held it.
  /// - Throws: ``CellLife/Refusal/notHeld(_:)`` when nobody works on it.
  public static func unlock(
    _ key: CellKey, why: String, at time: String, in writer: any WarehouseWriter
  ) throws -> CellLife.Lease {
    guard var cell = try cell(key, in: writer) else { throw CellLife.Refusal.notHeld(.expected) }
    let held = try cell.life.unlock()
    try stopWorking(held.owner, cell.phase, in: writer)
    cell.error = "\(why); it was held by \(held.owner)"
    cell.errorCategory = .transient
    cell.finishedAt = time
    try put(cell, change: try nextChange(in: writer), at: time, in: writer)
    return held
  }

  /// Lets go of everything that a run has begun and nobody will bring to its end: dates that wait are forgotten, and
  /// cells whose owner has been silent for longer than its lease are failed.
  public static func letGo(
    of runID: String, why: String, now: Int64, at time: String, in writer: any WarehouseWriter
  ) throws {
    for waiting in try waitingDates(of: nil, in: writer) where waiting.request.runID == runID {
      try stopWaiting(waiting.phase, waiting.request.date, in: writer)
    }
    for leased in try leasedDates(of: nil, in: writer) where leased.request.runID == runID && leased.until <= now {
      try stopWorking(leased.owner, leased.phase, in: writer)
    }
    let keys = try writer.all(
      "SELECT table_name, game_date FROM output_grid WHERE run_id = ? AND state IN ('running', 'waiting')",
      [.text(runID)]
    ) { CellKey(tableName: $0.text(0), date: $0.text(1)) }.compactMap { $0 }
    let change = try nextChange(in: writer)
    for key in keys {
      guard var cell = try cell(key, in: writer) else { continue }
      if cell.state == .waiting {
        cell.reason = "\(why); \(cell.reason ?? "it waited")"
      } else if let lease = cell.life.lease, lease.until <= now {
        let held = try cell.life.unlock()
        cell.error = "\(why); \(held.owner) held it and was silent"
        cell.errorCategory = .transient
        cell.finishedAt = time
      } else {
        continue
      }
      try put(cell, change: change, at: time, in: writer)
    }
  }
}

extension CellKey {
  /// A key as it stands in the store; nil when it is none.
  init?(tableName: String?, date: String?) {
    guard let table = tableName.flatMap({ TableName($0) }), let date = date.flatMap({ GameDate($0[...]) }) else {
      return nil
    }
    self.init(table, date)
  }
}
