import League
import Providers

/// A line of a games file, taken apart into what was known before the game and what was known after it.
struct ScheduleLine: Sendable {
  let date: GameDate
  let game: Games.Row
  /// Nil until the game is over.
  let result: GameResults.Row?

  /// The lines of games files.
  static func read(_ tables: [CSVTable], schedule: DaySchedule) throws -> Sifted<ScheduleLine> {
    var lines = Sifted<ScheduleLine>()
    for table in tables {
      try lines.sift(table, reader(of: table, season: schedule.season))
    }
    return lines
  }

  /// A reader of the lines of a games file. It passes over games that no table is about (preseason, All-Star).
  ///
  /// - Parameter season: the season that the file is of; a game of another one is refused.
  static func reader(of table: CSVTable, season: Season) throws -> (CSVRow) throws -> ScheduleLine? {
    let columns = try Columns(table)
    return { row in try columns.read(row, season: season) }
  }

  private struct Columns {
    let id, date, home, away, homeScore, awayScore: CSVColumn
    let tipOff, neutral, overtimes: CSVColumn?

    init(_ table: CSVTable) throws {
      id = try table.column("game_id")
      date = try table.column("game_date")
      home = try table.column("home_team")
      away = try table.column("away_team")
      homeScore = try table.column("home_score")
      awayScore = try table.column("away_score")
      tipOff = table.optionalColumn("tipoff_utc")
      neutral = table.optionalColumn("neutral_site")
      overtimes = table.optionalColumn("ot_periods")
    }

    func read(_ row: CSVRow, season: Season) throws -> ScheduleLine? {
      let id = try row.value(id, expected: "an NBA.com game id (ten digits)") { GameID($0[...]) }
      guard id.type.isAnalysed else { return nil }
      guard id.season == season else {
        throw RowRefusal(reason: "game \(id) is of \(id.season), and stands in the schedule of \(season)")
      }
      var game = Games.Row()
      game.gameID = id.text
      game.season = id.season
      game.type = id.type
      game.tipOff = try row.optionalTime(tipOff)?.description
      game.isNeutral = try isNeutral(row)
      game.homeTeam = try row.value(home, expected: "a team code") { TeamCode(alias: $0) }
      game.awayTeam = try row.value(away, expected: "a team code") { TeamCode(alias: $0) }
      guard game.homeTeam != game.awayTeam else {
        throw RowRefusal(reason: "\(game.homeTeam.rawValue) would play against itself")
      }
      return ScheduleLine(date: try row.date(date), game: game, result: try result(row, of: game))
    }

    private func isNeutral(_ row: CSVRow) throws -> Bool? {
      guard let neutral, let text = try row.optionalText(neutral) else { return nil }
      switch text.lowercased() {
      case "true", "1": return true
      case "false", "0": return false
      default: throw row.wrong(neutral, expected: "True or False")
      }
    }

    private func result(_ row: CSVRow, of game: Games.Row) throws -> GameResults.Row? {
      guard let home = try row.optionalInt(homeScore), let away = try row.optionalInt(awayScore) else { return nil }
      guard (50...200).contains(home), (50...200).contains(away) else {
        throw RowRefusal(reason: "the score \(home) to \(away) cannot be; teams score 50 to 200")
      }
      guard home != away else { throw RowRefusal(reason: "the score \(home) to \(away) is level") }
      let overtimes = try row.optionalInt(overtimes)
      guard (0...10).contains(overtimes ?? 0) else {
        throw RowRefusal(reason: "\(overtimes ?? 0) overtimes cannot be")
      }
      var result = GameResults.Row()
      result.gameID = game.gameID
      result.homeTeam = game.homeTeam
      result.awayTeam = game.awayTeam
      result.homeScore = home
      result.awayScore = away
      result.overtimePeriods = overtimes
      return result
    }
  }
}
