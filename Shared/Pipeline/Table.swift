public import Contracts
public import League
public import Warehouse

/// One table: what it reads, what it writes, how a date's rows are computed. The runtime does everything else.
///
/// `rows(for:from:)` is pure: no clock, network, database handle or log. Equal inputs give equal rows.
public protocol Table: Sendable {
  /// One row. Its columns are declared once; `game_date` is added by the store.
  associatedtype Row: Record
  /// The table's name in the store.
  static var name: TableName { get }
  /// What it holds and what it is for, in a sentence: the head of its page in `docs/tables`.
  var purpose: String { get }
  /// Raised whenever the same inputs would give other rows, or other columns. Older cells are then stale.
  var version: Int { get }
  /// Everything that `rows(for:from:)` reads.
  var inputs: [any Input] { get }
  /// On which dates it is computed.
  var cadence: Cadence { get }
  /// What happens on bootstrap dates.
  var bootstrap: BootstrapPolicy { get }
  /// Rows that the schedule makes expected.
  var expected: ExpectedRows { get }
  /// What it promises of its rows beyond types and ranges.
  var quality: [QualityCheck] { get }
  /// The rows of a date.
  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row>
  /// Called inside the transaction that writes the rows, after the lease was found valid: the place for an effect that
  /// must not outlive a lost lease, such as moving a finished file into place. Must be repeatable.
  func publish(_ rows: [Row], on date: GameDate) throws
}

extension Table {
  public var cadence: Cadence { .everyDate }
  public var bootstrap: BootstrapPolicy { .process }
  public var expected: ExpectedRows { .unstated }
  public var purpose: String { "" }
  public var quality: [QualityCheck] { [] }
  public func publish(_ rows: [Row], on date: GameDate) throws {}
}

/// A table that is made for a whole season at once: one computation gives the partitions of many dates.
///
/// Its cell is that of the season's partition date; each date's partition gets a cell of its own besides.
public protocol SeasonTable: Sendable {
  /// One row.
  associatedtype Row: Record
  /// The table's name in the store.
  static var name: TableName { get }
  /// What it holds and what it is for, in a sentence.
  var purpose: String { get }
  /// Raised whenever the same inputs would give other rows, or other columns.
  var version: Int { get }
  /// Everything that `partitions(of:from:)` reads; same-date reads mean the season's partition date.
  var inputs: [any Input] { get }
  /// What it promises of the rows of each date.
  var quality: [QualityCheck] { get }
  /// The partitions of a season by date.
  func partitions(of season: Season, from view: AsOfView) throws -> [GameDate: Partition<Row>]
}

extension SeasonTable {
  public var purpose: String { "" }
  public var quality: [QualityCheck] { [] }
}

/// What a table does on the opening days of a season.
public enum BootstrapPolicy: String, Sendable, Codable {
  /// Computes them like any other date.
  case process
  /// Leaves them out, and says so.
  case skip
}

/// How many rows the schedule makes expected on a date.
public enum ExpectedRows: Hashable, Sendable, Codable {
  /// Any number is right, or the table itself tells when it computes.
  case unstated
  /// So many for each game of the date.
  case perGame(Int)

  /// The number for a date with `games` games.
  public func count(games: Int) -> Int? {
    switch self {
    case .unstated: nil
    case .perGame(let rows): rows * games
    }
  }
}
