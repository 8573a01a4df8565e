public import Contracts
public import League

/// The unit of work: one table on one game date.
public struct CellKey: Hashable, Sendable, CustomStringConvertible {
  /// The table.
  public var table: TableName
  /// The game date; for a season's partition, the season's partition date.
  public var date: GameDate

  /// The cell of a table on a date.
  public init(_ table: TableName, _ date: GameDate) {
    self.table = table
    self.date = date
  }

  /// `player_game_summary on 2024-01-15`.
  public var description: String { "\(table) on \(date)" }
}
