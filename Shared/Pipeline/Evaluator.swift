public import Contracts
public import Ledger
public import League
import Warehouse

/// Decides what is to become of a cell: the one rule for running, waiting, leaving out and staleness.
///
/// Pure over a mirror of the grid. The phases use it to work, the coordinator to plan.
public struct Evaluator: Sendable {
  /// The grid as known.
  public var mirror: GridMirror
  /// Length of the bootstrap in days where a request does not say.
  public let bootstrapDays: Int
  private var chains: [HistoryKey: HistoryChain] = [:]

  /// What is to become of a cell.
  public enum Verdict: Hashable, Sendable {
    /// Every read is ready. `version` is the digest of what is read; `gaps` are reads that settled with what was there.
    case ready(version: String, gaps: [String])
    /// Left out by design.
    case leaveOut(reason: String)
    /// A read is not there yet.
    case waiting(on: CellKey, reason: String)
  }

  /// Settings of the request that bear on the verdict.
  public struct Terms: Hashable, Sendable {
    /// Length of the bootstrap in days; nil takes the evaluator's.
    public var bootstrapDays: Int?
    /// Whether reads settle with what is there.
    public var acceptGaps: Bool

    /// Terms.
    public init(bootstrapDays: Int? = nil, acceptGaps: Bool = false) {
      self.bootstrapDays = bootstrapDays
      self.acceptGaps = acceptGaps
    }
  }

  /// An evaluator over a mirror.
  public init(mirror: GridMirror = GridMirror(), bootstrapDays: Int) {
    self.mirror = mirror
    self.bootstrapDays = bootstrapDays
  }

  /// The verdict on a table's cell for a date.
  ///
  /// - Parameters:
  ///   - ahead: cells that this work has finished but not yet written.
  ///   - fetched: digests of what was fetched from outside.
  public mutating func verdict(
    on table: TableInfo, date: GameDate, season: Season, terms: Terms = Terms(), ahead: [TableName: Cell] = [:],
    fetched: [TableName: String] = [:]
  ) -> Verdict {
    if table.bootstrap == .skip, let reason = bootstrapReason(date: date, season: season, terms: terms) {
      return .leaveOut(reason: reason)
    }
    if let reason = mirror.pauseReason(of: table.cadence, on: date, in: season) {
      return .leaveOut(reason: reason)
    }
    var parts = [table.codeVersion]
    var gaps: [String] = []
    for declared in table.reads {
      let read = declared.read
      switch read.scope {
      case .fetched:
        parts.append("\(read.table)=\(fetched[read.table] ?? "")")
      case .sameDate, .season, .snapshot:
        let key: CellKey
        switch place(of: read, date, season) {
        case .at(let found): key = found
        case .nowhere:
          parts.append("\(read.table)=none")
          continue
        case .unknown:
          return .waiting(
            on: CellKey(GridMirror.calendar, season.partitionDate), reason: "the schedule of \(season) was not read yet"
          )
        }
        let cell = (key.date == date ? ahead[read.table] : nil) ?? mirror[key]
        if let cell, cell.state == .skipped, declared.passesSkipOn {
          return .leaveOut(reason: cell.reason ?? "\(key) was skipped")
        }
        if let cell, cell.isSettled {
          parts.append("\(read.table)=\(cell.outputDigest ?? "")")
        } else if terms.acceptGaps, cell?.state != .running {
          gaps.append("\(key) is \(cell?.state.rawValue ?? "not there")")
          parts.append("\(read.table)=gap:\(cell?.outputDigest ?? "")")
        } else {
          return .waiting(on: key, reason: Self.waitingReason(key, cell))
        }
      case .history(let seasons):
        for earlier in (0..<seasons).reversed() {
          let covered = Season(startYear: season.startYear - earlier)
          guard let dates = mirror.gameDates(of: covered) else {
            if earlier == 0 {
              let key = CellKey(GridMirror.calendar, covered.partitionDate)
              return .waiting(on: key, reason: "the schedule of \(covered) was not read yet")
            }
            continue
          }
          let history = history(of: read.table, in: covered, dates: dates, before: date)
          if let open = history.firstOpen {
            let key = CellKey(read.table, open)
            guard terms.acceptGaps, mirror[key]?.state != .running else {
              return .waiting(on: key, reason: Self.waitingReason(key, mirror[key]))
            }
            gaps.append("\(history.openCount) earlier dates of \(read.table) are not there")
          }
          parts.append("\(read.table)/\(covered)=\(history.digest)")
        }
      }
    }
    return .ready(version: RowSetDigest.hex(of: parts.joined(separator: "\n").utf8), gaps: gaps)
  }

  /// Why a date is a bootstrap date; nil when it is not, or when the season's opening is not known.
  public mutating func bootstrapReason(date: GameDate, season: Season, terms: Terms) -> String? {
    let days = terms.bootstrapDays ?? bootstrapDays
    guard let opening = mirror.gameDates(of: season)?.first else { return nil }
    let day = date.days(since: opening)
    guard day >= 0, day < days else { return nil }
    return "bootstrap: day \(day + 1) of the first \(days)"
  }

  /// The cell of the snapshot that serves the week of a date; nil when there is none, or the schedule was not read.
  public mutating func snapshot(
    _ snapshot: Read.Snapshot, of table: TableName, serving date: GameDate, in season: Season
  ) -> CellKey? {
    guard case .made(let made) = mirror.date(of: snapshot, serving: date, in: season) else { return nil }
    return CellKey(table, made)
  }

  /// Where the cell stands that a read of a single cell means.
  private enum Place {
    case at(CellKey)
    case nowhere
    case unknown
  }

  private mutating func place(of read: Read, _ date: GameDate, _ season: Season) -> Place {
    switch read.scope {
    case .snapshot(let snapshot):
      switch mirror.date(of: snapshot, serving: date, in: season) {
      case .made(let made): .at(CellKey(read.table, made))
      case .none: .nowhere
      case .unknown: .unknown
      }
    case .season: .at(CellKey(read.table, season.partitionDate))
    case .sameDate, .history, .fetched: .at(CellKey(read.table, date))
    }
  }

  private static func waitingReason(_ key: CellKey, _ cell: Cell?) -> String {
    switch cell?.state {
    case .failed?: "waiting for \(key), which failed: \(cell?.error ?? cell?.reason ?? "no reason given")"
    case .running?: "waiting for \(key), which is being worked on"
    case .waiting?: "waiting for \(key), which waits itself"
    default: "waiting for \(key), which has not run"
    }
  }

  private mutating func history(
    of table: TableName, in season: Season, dates: [GameDate], before date: GameDate
  ) -> HistoryChain.Prefix {
    let key = HistoryKey(table: table, season: season)
    let count = dates[...].firstIndexSorted { $0 >= date }
    return chains[key, default: HistoryChain()].prefix(of: dates.prefix(count), of: table, in: mirror)
  }

  private struct HistoryKey: Hashable {
    let table: TableName
    let season: Season
  }
}

/// Running digests over the dates of a season, so that the digest of any prefix is at hand.
private struct HistoryChain: Sendable {
  private var links: [Link] = []
  /// How many edits of the table are taken into account.
  private var seen = 0

  struct Prefix {
    var digest: String
    var firstOpen: GameDate?
    var openCount: Int
  }

  private struct Link {
    var date: GameDate
    var digest: String
    var firstOpen: GameDate?
    var openCount: Int
  }

  mutating func prefix(of dates: ArraySlice<GameDate>, of table: TableName, in mirror: GridMirror) -> Prefix {
    forgetEdited(mirror.edits(of: table))
    let kept = zip(links, dates).prefix { $0.date == $1 }.count
    if kept < dates.count { links.removeSubrange(kept...) }
    for date in dates.dropFirst(kept) {
      let cell = mirror[CellKey(table, date)]
      let output = cell?.isSettled == true ? cell?.outputDigest ?? "" : nil
      let last = links.last
      let text = "\(last?.digest ?? "")\n\(date)=\(output ?? "open")"
      links.append(
        Link(
          date: date, digest: RowSetDigest.hex(of: text.utf8),
          firstOpen: last?.firstOpen ?? (output == nil ? date : nil),
          openCount: (last?.openCount ?? 0) + (output == nil ? 1 : 0)))
    }
    guard !dates.isEmpty else { return Prefix(digest: "", firstOpen: nil, openCount: 0) }
    let link = links[dates.count - 1]
    return Prefix(digest: link.digest, firstOpen: link.firstOpen, openCount: link.openCount)
  }

  /// Lets go of the links from the first date on that was edited since the last look.
  private mutating func forgetEdited(_ edits: [GameDate]) {
    let unseen = seen <= edits.count ? edits[seen...] : edits[...]
    seen = edits.count
    guard let first = unseen.min() else { return }
    links.removeSubrange(links.firstIndexSorted { $0.date >= first }...)
  }
}
