import League
import Warehouse

/// What the play by play tells of a player in a game.
struct PlayByPlayCount: Projection {
  static let table = "raw_play_by_play"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var playerID = 0
  var team = TeamCode.atl
  var points = 0
  var andOnes = 0
  var paintBlocks = 0
  var midRangeBlocks = 0
  var threeBlocks = 0
  var fourthQuarterPoints = 0
  var fourthQuarterSeconds: Double?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("player_id", &playerID, "")
    try c.column("team", &team, "")
    try c.column("pts", &points, "")
    try c.column("and_ones", &andOnes, "")
    try c.column("paint_blocks", &paintBlocks, "")
    try c.column("mid_range_blocks", &midRangeBlocks, "")
    try c.column("three_pt_blocks", &threeBlocks, "")
    try c.column("q4_points", &fourthQuarterPoints, "")
    try c.column("q4_seconds", &fourthQuarterSeconds, "")
  }

  var blocks: Int { paintBlocks + midRangeBlocks + threeBlocks }
}
