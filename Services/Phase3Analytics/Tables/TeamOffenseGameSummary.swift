import Contracts
import League
import Pipeline
import Warehouse

/// What each team did in a finished game: two rows a game, always.
///
/// Counts are the team's own box score line. Without one they are summed from the players' lines, and what no line gives
/// stays null.
struct TeamOffenseGameSummary: Table {
  static let name: TableName = "team_offense_game_summary"
  let version = 2
  let purpose = "What each team did in a finished game: counts, possessions, ratings, pace and shot zones."

  struct Row: Record {
    var team = TeamCode.atl
    var opponent = TeamCode.atl
    var gameID = ""
    var season = Season(startYear: 0)
    var gameType = GameType.regularSeason
    var countsForAverages = true
    var isHome = false
    var isNeutral: Bool?
    var points = 0
    var fieldGoalsAttempted: Int?
    var fieldGoalsMade: Int?
    var threesAttempted: Int?
    var threesMade: Int?
    var freeThrowsAttempted: Int?
    var freeThrowsMade: Int?
    var offensiveRebounds: Int?
    var defensiveRebounds: Int?
    var rebounds: Int?
    var assists: Int?
    var turnovers: Int?
    var steals: Int?
    var blocks: Int?
    var fouls: Int?
    var paintAttempts: Int?
    var paintMakes: Int?
    var midRangeAttempts: Int?
    var midRangeMakes: Int?
    var pointsInPaint: Int?
    var secondChancePoints: Int?
    var fastBreakPoints: Int?
    var pointsOffTurnovers: Int?
    var possessions: Double?
    var simplePossessions: Double?
    var offensiveRating: Double?
    var pace: Double?
    var trueShooting: Double?
    var effectiveFieldGoals: Double?
    var isWin = false
    var margin = 0
    var overtimePeriods: Int?
    var inactivePlayers: Int?
    var hasZones = false
    var zonesSource: String?
    var source = ""
    var qualityScore = 100.0
    var qualityTier = QualityTier.gold.rawValue
    var qualityIssues = ""
    var isProductionReady = true
    var hasIssues = false

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("team_abbr", &team, "The team")
      try c.column("opponent_team_abbr", &opponent, "Its opponent")
      try c.column("game_id", &gameID, "NBA game id, ten digits")
      try c.column("season", &season, "Season, from the game id")
      try c.column("game_type", &gameType, "Kind of game, from the game id")
      try c.column("counts_for_averages", &countsForAverages, "False for the cup final")
      try c.column("home_game", &isHome, "Whether it is the home side by designation")
      try c.column("neutral_site", &isNeutral, "Whether it was played elsewhere; null when not recorded")
      try c.column("points_scored", &points, in: 50...200, "Points")
      try c.column("fg_attempts", &fieldGoalsAttempted, in: 0...150, "Field goals attempted; null when not recorded")
      try c.column("fg_makes", &fieldGoalsMade, in: 0...100, "Field goals made; null when not recorded")
      try c.column("three_pt_attempts", &threesAttempted, in: 0...100, "Threes attempted; null when not recorded")
      try c.column("three_pt_makes", &threesMade, in: 0...60, "Threes made; null when not recorded")
      try c.column("ft_attempts", &freeThrowsAttempted, in: 0...100, "Free throws attempted; null when not recorded")
      try c.column("ft_makes", &freeThrowsMade, in: 0...100, "Free throws made; null when not recorded")
      try c.column(
        "offensive_rebounds", &offensiveRebounds, in: 0...60, "Without team rebounds; null when not recorded")
      try c.column(
        "defensive_rebounds", &defensiveRebounds, in: 0...90, "Without team rebounds; null when not recorded")
      try c.column("rebounds", &rebounds, in: 0...130, "Offensive and defensive; null when not recorded")
      try c.column("assists", &assists, in: 0...70, "Assists; null when not recorded")
      try c.column("turnovers", &turnovers, in: 0...50, "Team turnovers included, but for reconstructed rows")
      try c.column("steals", &steals, in: 0...40, "Steals; null when not recorded")
      try c.column("blocks", &blocks, in: 0...40, "Blocks; null when not recorded")
      try c.column("personal_fouls", &fouls, in: 0...60, "Fouls; null when not recorded")
      try c.column("team_paint_attempts", &paintAttempts, in: 0...120, "Attempts in the paint; null without shots")
      try c.column("team_paint_makes", &paintMakes, in: 0...90, "Makes in the paint; null without shots")
      try c.column("team_mid_range_attempts", &midRangeAttempts, in: 0...80, "Other twos attempted; null without shots")
      try c.column("team_mid_range_makes", &midRangeMakes, in: 0...50, "Other twos made; null without shots")
      try c.column(
        "points_in_paint_scored", &pointsInPaint, in: 0...180, "As stated, else 2·paint makes; null without both")
      try c.column("second_chance_points_scored", &secondChancePoints, in: 0...200, "Null when no source states them")
      try c.column("fast_break_points", &fastBreakPoints, in: 0...200, "Null when no source states them")
      try c.column("points_off_turnovers", &pointsOffTurnovers, in: 0...200, "Null when no source states them")
      try c.column("possessions", &possessions, scale: 1, in: 60...160, "F4, equal for both teams; null without boxes")
      try c.column("possessions_simple", &simplePossessions, scale: 1, in: 60...160, "F4s; null without a box")
      try c.column("offensive_rating", &offensiveRating, scale: 2, in: 50...190, "Points per 100 possessions (F5)")
      try c.column("pace", &pace, scale: 1, in: 60...140, "Possessions per 48 minutes (F7), equal for both teams")
      try c.column("ts_pct", &trueShooting, scale: 3, in: 0...1.5, "True shooting (F1)")
      try c.column("efg_pct", &effectiveFieldGoals, scale: 3, in: 0...1.5, "Effective field goal share (F2)")
      try c.column("win_flag", &isWin, "Whether it won")
      try c.column("margin_of_victory", &margin, in: -120...120, "Own points less the opponent's")
      try c.column("overtime_periods", &overtimePeriods, in: 0...8, "Overtimes (F8); null when not recorded")
      try c.column("players_inactive", &inactivePlayers, in: 0...20, "Null when only those who played are listed")
      try c.column("shot_zones_available", &hasZones, "Whether the zone columns are filled")
      try c.column("shot_zones_source", &zonesSource, "shots, by the area of each; null without")
      try c.column("primary_source_used", &source, "team_box, players (summed) or result (the score alone)")
      try c.column("quality_score", &qualityScore, scale: 1, in: 0...100, "100 less penalties")
      try c.column("data_quality_tier", &qualityTier, "Tier of the score")
      try c.column("data_quality_issues", &qualityIssues, "What is missing or second-hand")
      try c.column("is_production_ready", &isProductionReady, "Whether the tier is bronze or better")
      try c.column("processed_with_issues", &hasIssues, "Whether the score was reduced")
    }
  }

  let results = SameDate<GameResult>()
  let schedule = SameDate<ScheduledGame>()
  let teamLines = SameDate<TeamLine>()
  let playerLines = SameDate<PlayerLine>()
  let shots = SameDate<Shot>()
  var inputs: [any Input] { [results, schedule, teamLines, playerLines, shots] }
  var expected: ExpectedRows { .perGame(2) }
  var quality: [QualityCheck] {
    [
      .rowsPerGame(in: 2...2, "each game has two sides"),
      .share("home_game", in: 0.5...0.5, fromRows: 2, else: .fail, "exactly one side of a game is at home"),
      .share("win_flag", in: 0.5...0.5, fromRows: 2, else: .fail, "exactly one side of a game wins"),
      .mean("pace", in: 94...103, fromRows: 500, over: .season, "league seasons since 2021: 98.0 to 99.0"),
      .mean(
        "offensive_rating", in: 108...120, fromRows: 500, over: .season, "league seasons since 2021: 112.0 to 115.4"),
      .varies("offensive_rating", fromRows: 8, "ratings of a whole date"),
    ]
  }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let games = try view[results]
    let chart = ShotChart(try view[shots])
    let neutral = Dictionary(try view[schedule].map { ($0.gameID, $0.isNeutral) }) { first, _ in first }
    let boxes = BoxScores(teams: try view[teamLines], players: try view[playerLines])
    let rows = try games.flatMap { game in
      let totals = game.sides.map { boxes.totals(of: $0, in: game.gameID) }
      return try [(0, 1), (1, 0)].map { own, other in
        try row(
          for: game.sides[own], in: game, own: totals[own], opponent: totals[other],
          shots: chart.tally(team: game.sides[own].team, in: game.gameID), isNeutral: neutral[game.gameID] ?? nil,
          inactive: boxes.inactive(of: game.sides[own].team, in: game.gameID))
      }
    }
    return Partition(rows)
  }

  private func row(
    for side: GameSide, in game: GameResult, own: TeamTotals, opponent: TeamTotals, shots: ZoneTally?, isNeutral: Bool?,
    inactive: Int?
  ) throws -> Row {
    let id = try game.id
    var quality = RowQuality()
    switch own.source {
    case .teamBox: break
    case .players: quality.note("reconstructed", penalty: 15)
    case .result: quality.note("missing_box", penalty: 30)
    }
    var row = Row()
    row.team = side.team
    row.opponent = side.opponent
    row.gameID = game.gameID
    row.season = id.season
    row.gameType = id.type
    row.countsForAverages = id.type.countsForAverages
    row.isHome = side.isHome
    row.isNeutral = isNeutral
    row.points = side.points
    row.fieldGoalsAttempted = own.fieldGoalsAttempted
    row.fieldGoalsMade = own.fieldGoalsMade
    row.threesAttempted = own.threesAttempted
    row.threesMade = own.threesMade
    row.freeThrowsAttempted = own.freeThrowsAttempted
    row.freeThrowsMade = own.freeThrowsMade
    row.offensiveRebounds = own.offensiveRebounds
    row.defensiveRebounds = own.defensiveRebounds
    row.rebounds = own.rebounds
    row.assists = own.assists
    row.turnovers = own.turnovers
    row.steals = own.steals
    row.blocks = own.blocks
    row.fouls = own.fouls
    row.isWin = side.isWin
    row.margin = side.margin
    let length = game.length ?? own.lengthByPlayers
    row.overtimePeriods = length?.overtimePeriods
    row.inactivePlayers = inactive
    row.secondChancePoints = own.secondChancePoints
    row.fastBreakPoints = own.fastBreakPoints
    row.pointsOffTurnovers = own.pointsOffTurnovers
    row.pointsInPaint = own.pointsInPaint
    row.source = own.source.rawValue
    if let line = own.line {
      row.simplePossessions = line.simplePossessions
      row.trueShooting = line.trueShooting
      row.effectiveFieldGoals = line.effectiveFieldGoals
      if let other = opponent.line, let length = length ?? opponent.lengthByPlayers {
        let tempo = GameTempo(own: line, opponent: other, length: length)
        row.possessions = tempo?.possessions
        row.offensiveRating = tempo?.offensiveRating
        row.pace = tempo?.pace
      }
    }
    if let shots, shots.agrees(with: own) {
      row.paintAttempts = shots.paintAttempts
      row.paintMakes = shots.paintMakes
      row.midRangeAttempts = shots.midRangeAttempts
      row.midRangeMakes = shots.midRangeMakes
      row.pointsInPaint = own.pointsInPaint ?? 2 * shots.paintMakes
      row.hasZones = true
      row.zonesSource = "shots"
    } else {
      quality.note(shots == nil ? "shot_zones_unavailable" : "zone_mismatch", penalty: 15)
    }
    row.qualityScore = quality.score
    row.qualityTier = quality.tier.rawValue
    row.qualityIssues = quality.text
    row.isProductionReady = quality.tier.isProductionReady
    row.hasIssues = quality.isReduced
    return row
  }
}

extension ZoneTally {
  /// Whether the tally is that of a team with these totals; one that has no shot counts is not contradicted.
  fileprivate func agrees(with totals: TeamTotals) -> Bool {
    guard let line = totals.line else { return true }
    return agrees(
      withTwosAttempted: line.fieldGoalsAttempted - line.threesAttempted, made: line.fieldGoalsMade - line.threesMade)
  }
}
