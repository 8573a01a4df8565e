import League
import Warehouse

/// How long a finished game was.
struct PlayedGame: Projection {
  static let table = "game_results"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var overtimePeriods: Int?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("ot_periods", &overtimePeriods, "")
  }
}
