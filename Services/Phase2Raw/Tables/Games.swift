import Contracts
import League
import Pipeline
import Providers
import Warehouse

/// The season's schedule by date: what is known of a game before it begins, and no result.
///
/// A schedule without games, or with many wrong lines, is refused: its dates must not vanish. Lines that cannot be read are left out here and reported by ``GameResults`` and ``RawQuarantine`` on their date.
struct Games: SeasonTable {
  static let name: TableName = "games"
  let version = 1

  struct Row: Record {
    var gameID = ""
    var season = Season(startYear: 0)
    var type = GameType.regularSeason
    var tipOff: String?
    var isNeutral: Bool?
    var homeTeam = TeamCode.atl
    var awayTeam = TeamCode.atl

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("game_id", &gameID, "NBA.com game id, ten digits")
      try c.column("season", &season, "Season, from the game id")
      try c.column("season_type", &type, "regular_season, play_in, playoffs or cup_final, from the game id alone")
      try c.column("tip_utc", &tipOff, "Last announced tip-off in UTC; null when the source does not have it")
      try c.column("neutral_site", &isNeutral, "Whether neither side is at home; null when the source does not say")
      try c.column("home_team", &homeTeam, "Home team")
      try c.column("away_team", &awayTeam, "Visiting team")
    }
  }

  let payloads = WholeSeason<StoredPayload<InPayloadSchedule>>()
  var inputs: [any Input] { [payloads] }
  let reader: PayloadReader

  func partitions(of season: Season, from view: AsOfView) throws -> [GameDate: Partition<Row>] {
    let payloads = try view[payloads]
    guard !payloads.isEmpty else { return [:] }
    var sifted = Sifted<ScheduleLine>()
    for table in try reader.tables(payloads) {
      try sifted.sift(table, ScheduleLine.reader(of: table, season: season))
    }
    try sifted.requireMostlyRight()
    guard !sifted.rows.isEmpty else {
      throw PipelineError.permanent(
        "the schedule of \(season) holds no game; correct the source and replay from phase1")
    }
    return Dictionary(grouping: sifted.rows, by: \.date).mapValues { lines in
      var seen: Set<String> = []
      return Partition(lines.map(\.game).filter { seen.insert($0.gameID).inserted })
    }
  }
}
