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
  /// Dates that a run which was paused or cancelled did not get to; they are in none of the other counts.
  public var notReached: Int

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
  /// - Parameters:
  ///   - dates: the dates that the run got to.
  ///   - reasons: what the run itself knows of dates that did not settle.
  ///   - notReached: how many more were planned. Their cells are not looked at: what stands there is not of this run.
  public init(
    dates: [GameDate], tables: [TableInfo], mirror: GridMirror, reasons: [GameDate: String] = [:], notReached: Int = 0
  ) {
    planned = dates.count + notReached
    self.notReached = notReached
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

extension RunReport {
  /// A report, which an earlier version may have written.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    planned = try container.decode(Int.self, forKey: .planned)
    complete = try container.decode(Int.self, forKey: .complete)
    degraded = try container.decode(Int.self, forKey: .degraded)
    empty = try container.decode(Int.self, forKey: .empty)
    skipped = try container.decode(Int.self, forKey: .skipped)
    failed = try container.decode([FailedDate].self, forKey: .failed)
    notReached = try container.decodeIfPresent(Int.self, forKey: .notReached) ?? 0
  }
}
