import League
import Warehouse

/// A record with a column of every type.
struct Everything: Projection, Equatable {
  static let table = "everything"
  var gameDate = GameDate(dayNumber: 0)
  var id = 0
  var whole = 0
  var number = 0.0
  var flag = false
  var text = ""
  var date = GameDate(dayNumber: 0)
  var season = Season(startYear: 2023)
  var team = TeamCode.allCases[0]
  var wholeOrNot: Int?
  var numberOrNot: Double?
  var flagOrNot: Bool?
  var textOrNot: String?
  var dateOrNot: GameDate?
  var seasonOrNot: Season?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.key("id", &id, "key")
    try c.column("whole", &whole, "")
    try c.column("number", &number, "")
    try c.column("flag", &flag, "")
    try c.column("text", &text, "")
    try c.column("date", &date, "")
    try c.column("season", &season, "")
    try c.column("team", &team, "")
    try c.column("whole_or_not", &wholeOrNot, "")
    try c.column("number_or_not", &numberOrNot, "")
    try c.column("flag_or_not", &flagOrNot, "")
    try c.column("text_or_not", &textOrNot, "")
    try c.column("date_or_not", &dateOrNot, "")
    try c.column("season_or_not", &seasonOrNot, "")
  }

  static func schema() throws -> TableSchema {
    try TableSchema(table: table, row: Everything.self)
  }
}

/// A small record with a scale and a range.
struct Average: Projection, Equatable {
  static let table = "averages"
  var gameDate = GameDate(dayNumber: 0)
  var player = 0
  var points: Double?
  var games = 0

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.key("player_id", &player, "NBA person id")
    try c.column("points_avg", &points, scale: 2, in: 0...100, "Mean points")
    try c.column("games", &games, in: 0...10, "Games")
  }

  static func schema() throws -> TableSchema {
    try TableSchema(table: table, row: Average.self)
  }

  static func rows(_ rows: [Average]) throws -> PartitionRows<Average> {
    try PartitionRows(rows, table: table)
  }
}
