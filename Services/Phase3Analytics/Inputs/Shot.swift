import League
import Warehouse

/// A field goal attempt.
struct Shot: Projection {
  static let table = "raw_shots"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var playerID = 0
  var team = TeamCode.atl
  var isMade = false
  var value = 2
  var area = ""
  var isAssisted: Bool?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("player_id", &playerID, "")
    try c.column("team", &team, "")
    try c.column("made", &isMade, "")
    try c.column("shot_value", &value, "")
    try c.column("zone_basic", &area, "")
    try c.column("assisted", &isAssisted, "")
  }

  var zone: ShotZone { ShotZone(value: value, area: area) }
}
