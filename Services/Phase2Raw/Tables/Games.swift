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
  let purpose = "The season's schedule by date: what is known of a game before it begins, and no result."

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
    let lines = try Self.lines(of: season, reader.tables(view[payloads]))
    return Dictionary(grouping: lines, by: \.date).mapValues { Partition($0.map(\.game)) }
  }

  /// The games of a season's schedule, each once; none when the source does not have the season.
  ///
  /// - Throws: ``Pipeline/PipelineError`` for a schedule without games or with many wrong lines.
  static func lines(of season: Season, _ tables: [CSVTable]) throws -> [ScheduleLine] {
    guard !tables.isEmpty else { return [] }
    let sifted = try ScheduleLine.read(tables, schedule: DaySchedule([], season: season))
    try sifted.requireMostlyRight()
    guard !sifted.rows.isEmpty else {
      throw PipelineError.permanent(
        "the schedule of \(season) holds no game; correct the source and replay from phase1")
    }
    var seen: Set<String> = []
    return sifted.rows.filter { seen.insert("\($0.date) \($0.game.gameID)").inserted }
  }
}
