public import League
public import Warehouse

/// An input of a table: the declaration of a read, and the key to its content in an ``AsOfView``.
///
/// A table holds its inputs as properties, lists them in ``Table/inputs`` and takes their content from the view:
///
/// ```swift
/// let games = History<PlayedGame>()
/// let listed = SameDate<ListedPlayer>()
/// var inputs: [any Input] { [games, listed] }
///
/// func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
///   let games = try view[games]            // only games before `date`
///   for player in try view[listed] { … }
/// }
/// ```
public protocol Input<Content>: Sendable {
  /// What the view hands out for it.
  associatedtype Content: Sendable
  /// The declared read.
  var read: Read { get }
  /// The columns that must be there, as a schema of the table that is read; nil for what is not a table.
  var columns: TableSchema? { get throws }
  /// Whether this table left out by design on D leaves the reading cell out as well, with the same reason.
  var passesSkipOn: Bool { get }
  /// The content as of a date.
  func load(from loader: any InputLoader, asOf date: GameDate, season: Season) async throws -> Content
}

extension Input {
  public var passesSkipOn: Bool { false }
}

/// Where inputs get their rows: the runner, which holds what was read before in memory.
public protocol InputLoader: Sendable {
  /// The rows of one date.
  func rows<P: Projection>(_ projection: P.Type, on date: GameDate) async throws -> [P]
  /// The rows of every settled game date before `date` in its season and `seasons - 1` before it.
  func history<P: HistoryProjection>(
    _ projection: P.Type, before date: GameDate, season: Season, seasons: Int
  ) async throws -> PastRows<P>
  /// The rows of the snapshot that serves the week of `date`; none before the first.
  func snapshot<P: Projection>(
    _ projection: P.Type, _ snapshot: Read.Snapshot, asOf date: GameDate, season: Season
  ) async throws -> [P]
  /// What was fetched for a date from outside the warehouse.
  func fetched<Content: Sendable>(_ input: Fetched<Content>, on date: GameDate) async throws -> Content
}
