public import Contracts
public import Ledger
public import League

/// Which dates with unfinished cells are tried again, and which are left alone because a cell of them failed too often.
public struct RetryPlan: Hashable, Sendable, Codable {
  /// The dates that are tried again, in order.
  public var dates: [GameDate]
  /// Their cells that failed, or wait.
  public var cells: Int
  /// The first phase that has such a cell; nil when there is none.
  public var from: Phase?
  /// Cells that reached the cap. Their dates are left alone.
  public var held: [HeldBack]

  /// A cell that failed as often as it may.
  public struct HeldBack: Hashable, Sendable, Codable {
    /// The date.
    public var date: GameDate
    /// The table.
    public var table: TableName
    /// How often it failed since it last settled, by the code of now.
    public var tries: Int
    /// How it failed.
    public var error: String
  }

  /// The tries of a cell before only an operator's word lets it be tried again.
  public static let cap = 3

  /// The plan for some cells; those that did not fail and do not wait are no work.
  ///
  /// - Parameter tries: how often each failed (``Ledger/Ledger/failures(in:)``).
  public init(cells: [Cell], tries: [CellKey: Int], cap: Int = Self.cap) {
    let unfinished = cells.filter { $0.state == .failed || $0.state == .waiting }
    let spent = unfinished.filter { $0.state == .failed && tries[$0.key, default: 0] >= cap }
    held = spent.map {
      HeldBack(
        date: $0.key.date, table: $0.key.table, tries: tries[$0.key, default: 0],
        error: $0.error ?? $0.reason ?? "no reason was given")
    }.sorted { ($0.date, $0.table) < ($1.date, $1.table) }
    let left = Set(held.map(\.date))
    let work = unfinished.filter { !left.contains($0.key.date) }
    dates = Set(work.map(\.key.date)).sorted()
    self.cells = work.count
    from = work.map(\.phase).min()
  }
}
