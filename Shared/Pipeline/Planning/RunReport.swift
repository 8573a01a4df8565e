import Contracts
public import Ledger
public import League

/// What a run came to, counted from the ledger: every planned date is in exactly one of its counts.
public struct RunReport: Hashable, Sendable, Codable {
  /// Dates that were planned.
  public var planned: Int
  /// Dates whose cells are all there; some may be degraded.
  public var complete: Int
  /// Of the complete ones, those with a degraded cell.
  public var degraded: Int
  /// Dates on which nothing was to be written, by design.
  public var empty: Int
  /// Dates left out by design in every phase of the run.
  public var skipped: Int
  /// Dates that failed or could not run, with the reason.
  public var failed: [FailedDate]

  /// A date that is missing.
  public struct FailedDate: Hashable, Sendable, Codable {
    /// The date.
    public var date: GameDate
    /// Which cell, and why.
    public var reason: String
  }

  /// Whether nothing is missing.
  public var isWhole: Bool { failed.isEmpty && planned == complete + empty + skipped }

  /// Counts the planned dates by their cells.
  ///
  /// - Parameter reasons: what the run itself knows of dates that did not settle.
  public init(
    dates: [GameDate], tables: [TableInfo], mirror: GridMirror, reasons: [GameDate: String] = [:]
  ) {
    planned = dates.count
    (complete, degraded, empty, skipped, failed) = (0, 0, 0, 0, [])
    for date in dates {
      let cells = tables.map { ($0.name, mirror[CellKey($0.name, date)]) }
      let open = cells.filter { $0.1?.isSettled != true }
      if let culprit = open.first(where: { $0.1?.state == .failed }) ?? open.first {
        let state = culprit.1?.state.rawValue ?? "never planned"
        let why = culprit.1?.error ?? reasons[date] ?? culprit.1?.reason ?? "the run did not get to it"
        failed.append(FailedDate(date: date, reason: "\(culprit.0) is \(state): \(why)"))
        continue
      }
      let states = cells.compactMap { $0.1?.state }
      if states.contains(.complete) || states.contains(.degraded) {
        complete += 1
        degraded += states.contains(.degraded) ? 1 : 0
      } else if states.contains(.emptyOK) {
        empty += 1
      } else {
        skipped += 1
      }
    }
  }
}
