import League
import Warehouse

/// A player's line in the box score.
struct PlayerLine: Projection {
  static let table = "raw_player_box"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var playerID = 0
  var playerLookup = ""
  var playerName = ""
  var team = TeamCode.atl
  var isStarter: Bool?
  var minutes: Double?
  var exactMinutes: Double?
  var points: Int?
  var assists: Int?
  var steals: Int?
  var blocks: Int?
  var turnovers: Int?
  var rebounds: Int?
  var offensiveRebounds: Int?
  var defensiveRebounds: Int?
  var fieldGoalsMade: Int?
  var fieldGoalsAttempted: Int?
  var threesMade: Int?
  var threesAttempted: Int?
  var freeThrowsMade: Int?
  var freeThrowsAttempted: Int?
  var fouls: Int?
  var plusMinus: Int?
  var status: PlayerStatus?
  var notPlayingReason: String?
  var isReduced = false

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("player_id", &playerID, "")
    try c.column("player_lookup", &playerLookup, "")
    try c.column("player_name", &playerName, "")
    try c.column("team", &team, "")
    try c.column("starter", &isStarter, "")
    try c.column("minutes", &minutes, "")
    try c.column("minutes_exact", &exactMinutes, "")
    try c.column("pts", &points, "")
    try c.column("ast", &assists, "")
    try c.column("stl", &steals, "")
    try c.column("blk", &blocks, "")
    try c.column("tov", &turnovers, "")
    try c.column("reb", &rebounds, "")
    try c.column("oreb", &offensiveRebounds, "")
    try c.column("dreb", &defensiveRebounds, "")
    try c.column("fgm", &fieldGoalsMade, "")
    try c.column("fga", &fieldGoalsAttempted, "")
    try c.column("fg3m", &threesMade, "")
    try c.column("fg3a", &threesAttempted, "")
    try c.column("ftm", &freeThrowsMade, "")
    try c.column("fta", &freeThrowsAttempted, "")
    try c.column("pf", &fouls, "")
    try c.column("plus_minus", &plusMinus, "")
    try c.column("player_status", &status, "")
    try c.column("dnp_reason", &notPlayingReason, "")
    try c.column("is_reduced", &isReduced, "")
  }

  /// Exact minutes where known, else whole ones.
  var playedMinutes: Double? { exactMinutes ?? minutes }

  /// The counts of the formulas; nil when the source lacks shot counts.
  var line: BoxLine? {
    guard let points, let fieldGoalsMade, let fieldGoalsAttempted, let threesMade, let threesAttempted,
      let freeThrowsMade,
      let freeThrowsAttempted, let offensiveRebounds, let defensiveRebounds, let turnovers
    else { return nil }
    return BoxLine(
      points: points, fieldGoalsMade: fieldGoalsMade, fieldGoalsAttempted: fieldGoalsAttempted, threesMade: threesMade,
      threesAttempted: threesAttempted, freeThrowsMade: freeThrowsMade, freeThrowsAttempted: freeThrowsAttempted,
      offensiveRebounds: offensiveRebounds, defensiveRebounds: defensiveRebounds, turnovers: turnovers)
  }

  /// Whether he was on the floor: minutes, or any count where minutes are not known.
  var hasPlayed: Bool {
    if let playedMinutes, playedMinutes > 0 { return true }
    return [points, assists, steals, blocks, turnovers, rebounds, fieldGoalsAttempted, fouls].contains { ($0 ?? 0) > 0 }
      || (plusMinus ?? 0) != 0
  }
}
