/// What a payload is about. The raw value is the name of its files in the archive.
public enum PayloadKind: String, CaseIterable, Sendable, Hashable {
  /// Schedule and results, one line a game.
  case games
  /// Player box scores, full and reduced.
  case playerBox = "player_box"
  /// Team box scores.
  case teamBox = "team_box"
  /// Shots with their place on the floor.
  case shots
  /// Player prop lines.
  case propLines = "prop_lines"
  /// Spreads, totals and money lines.
  case gameLines = "game_lines"
  /// Play by play.
  case playByPlay = "pbp"
  /// Who was taken off the active list and put back on it, and why.
  case injuries = "injury_transactions"

  /// The names of the kind's files before `_<season>`, in the order in which their payloads are given.
  ///
  /// `prop_lines_pra` (points, rebounds and assists together) is not among them: another market, which nothing reads.
  public var fileNames: [String] {
    switch self {
    case .games: ["games"]
    case .playerBox: ["player_box", "player_box_reduced"]
    case .teamBox: ["team_box"]
    case .shots: ["shots", "shots_partial"]
    case .propLines: ["prop_lines", "prop_lines_multi_snapshot"]
    case .gameLines: ["game_lines", "game_lines_books"]
    case .playByPlay: ["pbp"]
    case .injuries: ["injury_transactions"]
    }
  }
}
