import Contracts
import League
import Pipeline
import Warehouse

/// The results of a date's games.
struct GameResults: Table {
  static let name: TableName = "game_results"
  let version = 1
  let purpose =
    "The results of a date's games, apart from the schedule so that what is known before a game holds no score."
  let expected = ExpectedRows.perGame(1)

  struct Row: Record {
    var gameID = ""
    var homeTeam = TeamCode.atl
    var awayTeam = TeamCode.atl
    var homeScore = 0
    var awayScore = 0
    var overtimePeriods: Int?

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("game_id", &gameID, "NBA.com game id, ten digits")
      try c.column("home_team", &homeTeam, "Home team")
      try c.column("away_team", &awayTeam, "Visiting team")
      try c.column("home_score", &homeScore, in: 50...200, "Points of the home team")
      try c.column("away_score", &awayScore, in: 50...200, "Points of the visitors")
      try c.column("ot_periods", &overtimePeriods, in: 0...10, "Overtimes played; null when the source does not say")
    }
  }

  let payloads = SameDate<StoredPayload<InPayloadGames>>()
  var inputs: [any Input] { [payloads] }
  let reader: PayloadReader

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    // The schedule's own lines: there is nothing to hold them against but the season.
    let lines = try reader.sift(
      view[payloads], for: Self.name, on: DaySchedule([], season: view.season), ScheduleLine.read)
    var results = Sifted<Row>(refusals: lines.refusals)
    var seen: Set<String> = []
    for line in lines.rows where seen.insert(line.game.gameID).inserted {
      if let result = line.result { results.rows.append(result) }
    }
    // Providers' documents are of games that are over alone: how many there are to be, the schedule knows.
    let games = lines.refusals.isEmpty ? nil : seen.count + lines.refusals.count
    if seen.count < lines.rows.count {
      results.remarks.append("\(lines.rows.count - seen.count) games are listed twice")
    }
    var partition = try results.partition(empty: "no game of this date is over", expected: games)
    if games == nil { partition.expected = nil }
    return partition
  }
}
