import League
import Providers

/// The lines of team box files.
struct TeamBoxLines {
  private let schedule: DaySchedule
  private let id, team, points, opponentPoints, rebounds, assists, steals, blocks, turnovers, fouls: CSVColumn
  private let pointsInPaint, secondChance, fastBreak, offTurnovers: CSVColumn?
  private let shooting: ShootingCounts<Int>.Columns
  private let source: String

  /// Reads the lines of a date; of a team's lines in a game the first stands.
  static func read(_ tables: [CSVTable], schedule: DaySchedule) throws -> Sifted<RawTeamBox.Row> {
    var sifted = Sifted<RawTeamBox.Row>()
    for table in tables {
      let lines = try TeamBoxLines(table, schedule: schedule)
      try sifted.sift(table, lines.read)
    }
    sifted.keepOne(of: { "\($0.gameID) \($0.team.rawValue)" }, better: { _, _ in false }, noun: "team lines")
    return sifted
  }

  private init(_ table: CSVTable, schedule: DaySchedule) throws {
    self.schedule = schedule
    id = try table.column("game_id")
    team = try table.column("team")
    points = try table.column("pts")
    opponentPoints = try table.column("opp_pts")
    rebounds = try table.column("reb")
    assists = try table.column("ast")
    steals = try table.column("stl")
    blocks = try table.column("blk")
    turnovers = try table.column("tov")
    fouls = try table.column("pf")
    pointsInPaint = table.optionalColumn("pts_paint")
    secondChance = table.optionalColumn("pts_second_chance")
    fastBreak = table.optionalColumn("pts_fast_break")
    offTurnovers = table.optionalColumn("pts_off_turnovers")
    shooting = try ShootingCounts<Int>.Columns(table)
    source = table.name
  }

  private func read(_ line: CSVRow) throws -> RawTeamBox.Row? {
    let game = try schedule.game(of: line, id)
    var row = RawTeamBox.Row()
    row.gameID = game.gameID
    (row.team, row.opponent) = try schedule.team(of: line, team, in: game)
    row.isHome = row.team == game.homeTeam
    row.points = try line.count(points)
    row.opponentPoints = try line.count(opponentPoints)
    guard (50...200).contains(row.points), (50...200).contains(row.opponentPoints) else {
      throw RowRefusal(reason: "the score \(row.points) to \(row.opponentPoints) cannot be; teams score 50 to 200")
    }
    row.shooting = try shooting.read(line, points: row.points)
    row.rebounds = try line.count(rebounds)
    row.assists = try line.count(assists)
    row.steals = try line.count(steals)
    row.blocks = try line.count(blocks)
    row.turnovers = try line.count(turnovers)
    row.fouls = try line.count(fouls)
    row.pointsInPaint = try part(pointsInPaint, of: line, most: row.points)
    row.secondChancePoints = try part(secondChance, of: line, most: row.points)
    row.fastBreakPoints = try part(fastBreak, of: line, most: row.points)
    row.pointsOffTurnovers = try part(offTurnovers, of: line, most: row.points)
    row.source = source
    return row
  }

  private func part(_ column: CSVColumn?, of line: CSVRow, most: Int) throws -> Int? {
    guard let column, let points = try line.optionalInt(column) else { return nil }
    guard (0...most).contains(points) else { throw line.wrong(column, expected: "0 to \(most) points") }
    return points
  }
}
