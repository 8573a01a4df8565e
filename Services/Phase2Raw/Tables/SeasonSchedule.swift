import Contracts
import League
import Pipeline
import Providers
import Warehouse

/// All games of a season in one partition, under the season's own date: for what looks ahead. No result is in it.
struct SeasonSchedule: SeasonTable {
  static let name: TableName = "season_schedule"
  let version = 1
  let purpose = "All games of a season in one partition, without results, for what looks ahead."

  struct Row: Record {
    var gameID = ""
    var playedOn = GameDate(dayNumber: 0)
    var type = GameType.regularSeason
    var homeTeam = TeamCode.atl
    var awayTeam = TeamCode.atl

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("game_id", &gameID, "NBA.com game id, ten digits")
      try c.column("played_on", &playedOn, "Game date")
      try c.column("season_type", &type, "regular_season, play_in, playoffs or cup_final, from the game id alone")
      try c.column("home_team", &homeTeam, "Home team")
      try c.column("away_team", &awayTeam, "Visiting team")
    }
  }

  let payloads = WholeSeason<StoredPayload<InPayloadSchedule>>()
  var inputs: [any Input] { [payloads] }
  let reader: PayloadReader

  func partitions(of season: Season, from view: AsOfView) throws -> [GameDate: Partition<Row>] {
    let lines = try Games.lines(of: season, reader.tables(view[payloads]))
    guard !lines.isEmpty else { return [season.partitionDate: .empty("the source has no season \(season)")] }
    var seen: Set<String> = []
    return [season.partitionDate: Partition(lines.map(Row.init).filter { seen.insert($0.gameID).inserted })]
  }
}

extension SeasonSchedule.Row {
  fileprivate init(_ line: ScheduleLine) {
    gameID = line.game.gameID
    playedOn = line.date
    type = line.game.type
    homeTeam = line.game.homeTeam
    awayTeam = line.game.awayTeam
  }
}
