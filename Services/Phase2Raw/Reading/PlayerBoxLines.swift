import League
import Providers

/// The lines of player box files, full and reduced.
struct PlayerBoxLines {
  private let schedule: DaySchedule
  private let id, player, name, team, minutes, points, rebounds, assists, steals, blocks, turnovers: CSVColumn
  private let exactMinutes, starter, fouls, plusMinus, status, reason: CSVColumn?
  /// Nil in a reduced file.
  private let shooting: ShootingCounts<Int>.Columns?
  private let source: String

  /// Reads the lines of a date. Of a player's lines in a game one stands: a full one before a reduced one, then the one
  /// with more minutes, then the one with more fields.
  static func read(_ tables: [CSVTable], schedule: DaySchedule) throws -> Sifted<RawPlayerBox.Row> {
    var full = Sifted<RawPlayerBox.Row>()
    var reduced = Sifted<RawPlayerBox.Row>()
    for table in tables {
      let lines = try PlayerBoxLines(table, schedule: schedule)
      if lines.shooting == nil {
        try reduced.sift(table, lines.read)
      } else {
        try full.sift(table, lines.read)
      }
    }
    full.keepOne(of: key, better: isBetter, noun: "player lines")
    reduced.keepOne(of: key, better: isBetter, noun: "reduced player lines")
    full.add(reduced, unlessSame: key)
    return full
  }

  private static func key(_ row: RawPlayerBox.Row) -> String { "\(row.gameID) \(row.playerID)" }

  private static func isBetter(_ candidate: RawPlayerBox.Row, than standing: RawPlayerBox.Row) -> Bool {
    func rank(_ row: RawPlayerBox.Row) -> (Double, Double, Int) {
      let fields = [row.isStarter != nil, row.exactMinutes != nil, row.fouls != nil, row.plusMinus != nil]
      return (row.minutes ?? -1, row.exactMinutes ?? -1, fields.count { $0 })
    }
    return rank(candidate) > rank(standing)
  }

  private init(_ table: CSVTable, schedule: DaySchedule) throws {
    self.schedule = schedule
    id = try table.column("game_id")
    player = try table.column("player_id")
    name = try table.column("player_name")
    team = try table.column("team")
    minutes = try table.column("minutes")
    points = try table.column("pts")
    rebounds = try table.column("reb")
    assists = try table.column("ast")
    steals = try table.column("stl")
    blocks = try table.column("blk")
    turnovers = try table.column("tov")
    exactMinutes = table.optionalColumn("minutes_exact")
    starter = table.optionalColumn("starter")
    fouls = table.optionalColumn("pf")
    plusMinus = table.optionalColumn("plus_minus")
    status = table.optionalColumn("player_status")
    reason = table.optionalColumn("dnp_reason")
    shooting = table.optionalColumn("fga") == nil ? nil : try ShootingCounts<Int>.Columns(table)
    source = table.name
  }

  private func read(_ line: CSVRow) throws -> RawPlayerBox.Row? {
    let game = try schedule.game(of: line, id)
    var row = RawPlayerBox.Row()
    row.gameID = game.gameID
    row.playerID = try line.count(player)
    let name = try line.value(name, expected: "a name") { PlayerName($0) }
    row.playerName = name.text
    row.playerLookup = name.key.rawValue
    (row.team, row.opponent) = try schedule.team(of: line, team, in: game)
    row.isHome = row.team == game.homeTeam
    row.isStarter = try line.optionalFlag(starter)
    (row.minutes, row.exactMinutes) = try minutes(line, of: game)
    let points = try line.count(points)
    row.points = points
    row.rebounds = try line.count(rebounds)
    row.assists = try line.count(assists)
    row.steals = try line.count(steals)
    row.blocks = try line.count(blocks)
    row.turnovers = try line.count(turnovers)
    row.plusMinus = try line.optionalInt(plusMinus)
    if let shooting {
      row.shooting = ShootingCounts(try shooting.read(line, points: points))
      row.fouls = try line.optionalInt(fouls)
    }
    row.status = try status(line)
    row.notPlayingReason = try line.optionalText(reason)
    row.isReduced = shooting == nil
    row.source = source
    try check(row)
    return row
  }

  private func minutes(_ line: CSVRow, of game: ScheduledGame) throws -> (Double, Double?) {
    let whole = try line.double(minutes)
    let exact = try line.optionalDouble(exactMinutes)
    // Unknown overtimes leave the longest game there ever was, six overtimes, as the bound.
    let most = (schedule.length(of: game) ?? GameLength(overtimePeriods: 6)).minutes + 0.5
    for played in [whole, exact ?? whole] where played < 0 || played > most {
      throw RowRefusal(reason: "\(played) minutes cannot be in a game of \(most - 0.5)")
    }
    return (whole, exact)
  }

  private func status(_ line: CSVRow) throws -> PlayerStatus? {
    guard let status, let text = try line.optionalText(status) else { return nil }
    guard let read = PlayerStatus(rawValue: text.lowercased()) else {
      throw line.wrong(status, expected: "active, dnp or inactive")
    }
    return read
  }

  private func check(_ row: RawPlayerBox.Row) throws {
    for (value, most, what) in [
      (row.points, 150, "points"), (row.rebounds, 100, "rebounds"), (row.assists, 100, "assists"),
      (row.steals, 50, "steals"), (row.blocks, 50, "blocks"), (row.turnovers, 50, "turnovers"),
    ] {
      if let value, value > most { throw RowRefusal(reason: "\(value) \(what) cannot be") }
    }
    if let fouls = row.fouls, !(0...10).contains(fouls) { throw RowRefusal(reason: "\(fouls) fouls cannot be") }
    if let margin = row.plusMinus, abs(margin) > 150 { throw RowRefusal(reason: "a margin of \(margin) cannot be") }
  }
}

extension ShootingCounts<Int?> {
  fileprivate init(_ counts: ShootingCounts<Int>) {
    self.init(nil)
    fieldGoalsMade = counts.fieldGoalsMade
    fieldGoalsAttempted = counts.fieldGoalsAttempted
    threesMade = counts.threesMade
    threesAttempted = counts.threesAttempted
    freeThrowsMade = counts.freeThrowsMade
    freeThrowsAttempted = counts.freeThrowsAttempted
    offensiveRebounds = counts.offensiveRebounds
    defensiveRebounds = counts.defensiveRebounds
  }
}
