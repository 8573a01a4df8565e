import League
import Warehouse

/// A player listed in a box score, and nothing of what he did in the game.
struct ListedPlayer: Projection {
  static let table = "raw_player_box"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var playerLookup = ""
  var playerName = ""
  var team = TeamCode.atl
  var status: PlayerStatus?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("player_lookup", &playerLookup, "")
    try c.column("player_name", &playerName, "")
    try c.column("team", &team, "")
    try c.column("player_status", &status, "")
  }

  /// Whether a team's listed players are all it had, and not only those who turned out to play.
  static func areList(_ players: [ListedPlayer]) -> Bool {
    players.contains { $0.status == .notPlayed || $0.status == .inactive }
  }
}
