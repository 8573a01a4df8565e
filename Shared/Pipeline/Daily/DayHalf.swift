public import Contracts

/// The two halves of a live game date: what can be known before its first tip-off, and what its games leave behind.
///
/// Which table belongs where follows from what the tables read, and is written down nowhere else.
public enum DayHalf: String, Hashable, Sendable, Codable, CaseIterable {
  /// Lines, injuries, contexts, precomputed tables, predictions and what is published of them. What a table can do without
  /// is not waited for.
  case preGame = "pre-game"
  /// Results, boxes, summaries, grades and their documents, and what of the first half the games still change. What is
  /// fetched before games is not fetched again: lines and injuries stay as they were known.
  case postGame = "post-game"

  /// What phase 1 fetches of games that are over.
  static let fetchedAfterwards: Set<TableName> = [
    "provided_games", "provided_player_box", "provided_team_box", "provided_shots", "provided_play_by_play",
  ]

  /// The tables by date of a half, in the order of the catalogue.
  public func tables(of catalog: [TableInfo]) -> [TableName] {
    let after = Self.tablesAfterGames(catalog)
    return catalog.filter { table in
      guard table.grain == .gameDate else { return false }
      switch self {
      case .preGame: return !after.contains(table.name)
      case .postGame: return after.contains(table.name) || table.reads.allSatisfy { $0.read.scope != .fetched }
      }
    }.map(\.name)
  }

  /// The tables that cannot do without what is fetched of games that are over: they read it of the same date, themselves
  /// or through others.
  private static func tablesAfterGames(_ catalog: [TableInfo]) -> Set<TableName> {
    var after: Set<TableName> = []
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for table in catalog where table.grain == .gameDate && !after.contains(table.name) {
        let isAfter = table.reads.contains { declared in
          declared.read.scope == .fetched
            ? fetchedAfterwards.contains(declared.read.table)
            : declared.passesSkipOn && declared.read.scope.mayMeanTheSameDate && after.contains(declared.read.table)
        }
        if isAfter {
          after.insert(table.name)
          isGrowing = true
        }
      }
    }
    return after
  }
}
