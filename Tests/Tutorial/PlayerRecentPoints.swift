import Contracts
import League
import Pipeline
import Warehouse

/// Points a player scored in his last ten games before the date.
struct PlayerRecentPoints: Table {
  static let name: TableName = "player_recent_points"
  let version = 1
  let bootstrap = BootstrapPolicy.skip
  let purpose = "What each player listed for a game scored in his last ten games."

  struct Row: Record {
    var playerID = 0
    var games = 0
    var average: Double?

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("player_id", &playerID, "NBA person id")
      try c.column("games", &games, in: 0...10, "Games that went into the average")
      try c.column("points_avg_last_10", &average, scale: 4, in: 0...100, "Mean points; null before the first game")
    }
  }

  let played = History<PointsScored>()
  let listed = SameDate<PlayerTonight>()
  var inputs: [any Input] { [played, listed] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let played = try view[played]
    let listed = try view[listed]
    let rows = listed.map { player in
      let points = played.last(10, of: player.playerID).compactMap(\.points)
      return Row(
        playerID: player.playerID, games: points.count,
        average: points.isEmpty ? nil : Double(points.reduce(0, +)) / Double(points.count))
    }
    return Partition(rows, expected: listed.count)
  }
}

/// What a player scored in an earlier game; null when he did not play.
struct PointsScored: HistoryProjection {
  static let table = "player_game_summary"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var points: Int?
  var entity: Int { playerID }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("points", &points, "")
  }
}

/// A player listed for a game of the date.
struct PlayerTonight: Projection {
  static let table = "upcoming_player_game_context"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
  }
}

extension PlayerRecentPoints {
  var quality: [QualityCheck] {
    [
      .nulls("points_avg_last_10", atMost: 0.2, "only who has not played this season has none"),
      .varies("points_avg_last_10", else: .fail, "a constant average is a broken history"),
      .mean("points_avg_last_10", in: 6...14, over: .month, "a team's 105 to 120 points over ten or eleven players"),
      .rowsPerGame(in: 16...40, "two rosters of 13 to 15, eight to play"),
    ]
  }
}
