import Contracts
import League
import Pipeline
import Warehouse

/// What each team allowed in a finished game: its opponent's offence seen from the other side, and its own defensive counts.
/// Two rows a game, always.
struct TeamDefenseGameSummary: Table {
  static let name: TableName = "team_defense_game_summary"
  let version = 2
  let purpose =
    "What each team allowed in a finished game: its opponent's offence from the other side, and its own "
    + "defensive counts."

  struct Row: Record {
    var team = TeamCode.atl
    var opponent = TeamCode.atl
    var gameID = ""
    var season = Season(startYear: 0)
    var gameType = GameType.regularSeason
    var countsForAverages = true
    var isHome = false
    var pointsAllowed = 0
    var fieldGoalsAttempted: Int?
    var fieldGoalsMade: Int?
    var threesAttempted: Int?
    var threesMade: Int?
    var freeThrowsAttempted: Int?
    var freeThrowsMade: Int?
    var opponentRebounds: Int?
    var opponentAssists: Int?
    var turnoversForced: Int?
    var foulsCommitted: Int?
    var paintAttempts: Int?
    var paintMakes: Int?
    var midRangeAttempts: Int?
    var midRangeMakes: Int?
    var pointsInPaintAllowed: Int?
    var midRangePointsAllowed: Int?
    var threePointsAllowed: Int?
    var secondChancePointsAllowed: Int?
    var fastBreakPointsAllowed: Int?
    var paintBlocks: Int?
    var midRangeBlocks: Int?
    var threeBlocks: Int?
    var blocks: Int?
    var steals: Int?
    var defensiveRebounds: Int?
    var defensiveRating: Double?
    var opponentPace: Double?
    var opponentTrueShooting: Double?
    var isWin = false
    var margin = 0
    var overtimePeriods: Int?
    var qualityScore = 100.0
    var qualityTier = QualityTier.gold.rawValue
    var qualityIssues = ""
    var isProductionReady = true
    var hasIssues = false

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("defending_team_abbr", &team, "The defending team")
      try c.column("opponent_team_abbr", &opponent, "Its opponent")
      try c.column("game_id", &gameID, "NBA game id, ten digits")
      try c.column("season", &season, "Season, from the game id")
      try c.column("game_type", &gameType, "Kind of game, from the game id")
      try c.column("counts_for_averages", &countsForAverages, "False for the cup final")
      try c.column("home_game", &isHome, "Whether the defending team is the home side")
      try c.column("points_allowed", &pointsAllowed, in: 50...200, "Opponent's points")
      try c.column("opp_fg_attempts", &fieldGoalsAttempted, in: 0...150, "Opponent's field goals attempted")
      try c.column("opp_fg_makes", &fieldGoalsMade, in: 0...100, "Opponent's field goals made")
      try c.column("opp_three_pt_attempts", &threesAttempted, in: 0...100, "Opponent's threes attempted")
      try c.column("opp_three_pt_makes", &threesMade, in: 0...60, "Opponent's threes made")
      try c.column("opp_ft_attempts", &freeThrowsAttempted, in: 0...100, "Opponent's free throws attempted")
      try c.column("opp_ft_makes", &freeThrowsMade, in: 0...100, "Opponent's free throws made")
      try c.column("opp_rebounds", &opponentRebounds, in: 0...130, "Opponent's rebounds")
      try c.column("opp_assists", &opponentAssists, in: 0...70, "Opponent's assists")
      try c.column("turnovers_forced", &turnoversForced, in: 0...50, "Opponent's turnovers")
      try c.column("fouls_committed", &foulsCommitted, in: 0...60, "Own fouls")
      try c.column(
        "opp_paint_attempts", &paintAttempts, in: 0...120, "Opponent's attempts in the paint; null without shots")
      try c.column("opp_paint_makes", &paintMakes, in: 0...90, "Opponent's makes in the paint; null without shots")
      try c.column("opp_mid_range_attempts", &midRangeAttempts, in: 0...80, "Opponent's other twos; null without shots")
      try c.column("opp_mid_range_makes", &midRangeMakes, in: 0...50, "Opponent's other twos made; null without shots")
      try c.column("points_in_paint_allowed", &pointsInPaintAllowed, in: 0...180, "Opponent's points in the paint")
      try c.column("mid_range_points_allowed", &midRangePointsAllowed, in: 0...100, "2·opponent's mid-range makes")
      try c.column("three_pt_points_allowed", &threePointsAllowed, in: 0...180, "3·opponent's threes made")
      try c.column(
        "second_chance_points_allowed", &secondChancePointsAllowed, in: 0...200, "Null when no source states them")
      try c.column("fast_break_points_allowed", &fastBreakPointsAllowed, in: 0...200, "Null when no source states them")
      try c.column("blocks_paint", &paintBlocks, in: 0...40, "Own blocks in the paint; null without play by play")
      try c.column("blocks_mid_range", &midRangeBlocks, in: 0...40, "Own blocks of other twos; null likewise")
      try c.column("blocks_three_pt", &threeBlocks, in: 0...40, "Own blocks of threes; null likewise")
      try c.column("blocks", &blocks, in: 0...40, "Own blocks")
      try c.column("steals", &steals, in: 0...40, "Own steals")
      try c.column("defensive_rebounds", &defensiveRebounds, in: 0...90, "Own defensive rebounds")
      try c.column(
        "defensive_rating", &defensiveRating, scale: 2, in: 50...190, "Opponent's points per 100 possessions (F6)")
      try c.column("opponent_pace", &opponentPace, scale: 1, in: 60...140, "Possessions per 48 minutes (F7)")
      try c.column("opponent_ts_pct", &opponentTrueShooting, scale: 3, in: 0...1.5, "Opponent's true shooting (F1)")
      try c.column("win_flag", &isWin, "Whether the defending team won")
      try c.column("margin_of_victory", &margin, in: -120...120, "Own points less the opponent's")
      try c.column("overtime_periods", &overtimePeriods, in: 0...8, "Overtimes (F8); null when not recorded")
      try c.column("quality_score", &qualityScore, scale: 1, in: 0...100, "The opponent's offence row's score")
      try c.column("data_quality_tier", &qualityTier, "Tier of the score")
      try c.column("data_quality_issues", &qualityIssues, "What is missing or second-hand")
      try c.column("is_production_ready", &isProductionReady, "Whether the tier is bronze or better")
      try c.column("processed_with_issues", &hasIssues, "Whether the score was reduced")
    }
  }

  let offense = SameDate<TeamOffense>()
  let events = SameDate<PlayByPlayCount>()
  var inputs: [any Input] { [offense, events] }
  var expected: ExpectedRows { .perGame(2) }
  var quality: [QualityCheck] {
    [
      .sum(
        ["blocks_paint", "blocks_mid_range", "blocks_three_pt"], equals: "blocks", else: .fail,
        "a block is in one zone"),
      .rowsPerGame(in: 2...2, "each game has two sides"),
      .share("home_game", in: 0.5...0.5, fromRows: 2, else: .fail, "exactly one side of a game is at home"),
      .share("win_flag", in: 0.5...0.5, fromRows: 2, else: .fail, "exactly one side of a game wins"),
      .mean("opponent_pace", in: 94...103, fromRows: 500, over: .season, "league seasons since 2021: 98.0 to 99.0"),
      .mean(
        "defensive_rating", in: 108...120, fromRows: 500, over: .season, "league seasons since 2021: 112.0 to 115.4"),
      .varies("defensive_rating", fromRows: 8, "ratings of a whole date"),
    ]
  }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let teams = try view[offense]
    let events = PlayByPlay(try view[events])
    let byTeam = Dictionary(teams.map { ($0.team, $0) }) { first, _ in first }
    return Partition(
      teams.compactMap { own in
        byTeam[own.opponent].map {
          Self.row(own: own, opponent: $0, blocks: events.blocks(of: own.team, in: own.gameID))
        }
      })
  }

  private static func row(own: TeamOffense, opponent: TeamOffense, blocks: BlockTally?) -> Row {
    var row = Row()
    row.team = own.team
    row.opponent = own.opponent
    row.gameID = own.gameID
    row.season = own.season
    row.gameType = own.gameType
    row.countsForAverages = own.countsForAverages
    row.isHome = own.isHome
    row.pointsAllowed = opponent.points
    row.fieldGoalsAttempted = opponent.fieldGoalsAttempted
    row.fieldGoalsMade = opponent.fieldGoalsMade
    row.threesAttempted = opponent.threesAttempted
    row.threesMade = opponent.threesMade
    row.freeThrowsAttempted = opponent.freeThrowsAttempted
    row.freeThrowsMade = opponent.freeThrowsMade
    row.opponentRebounds = opponent.rebounds
    row.opponentAssists = opponent.assists
    row.turnoversForced = opponent.turnovers
    row.foulsCommitted = own.fouls
    row.paintAttempts = opponent.paintAttempts
    row.paintMakes = opponent.paintMakes
    row.midRangeAttempts = opponent.midRangeAttempts
    row.midRangeMakes = opponent.midRangeMakes
    row.pointsInPaintAllowed = opponent.pointsInPaint
    row.midRangePointsAllowed = opponent.midRangeMakes.map { 2 * $0 }
    row.threePointsAllowed = opponent.threesMade.map { 3 * $0 }
    row.secondChancePointsAllowed = opponent.secondChancePoints
    row.fastBreakPointsAllowed = opponent.fastBreakPoints
    row.blocks = own.blocks
    if let blocks, blocks.total == own.blocks {
      row.paintBlocks = blocks.paint
      row.midRangeBlocks = blocks.midRange
      row.threeBlocks = blocks.three
    }
    row.steals = own.steals
    row.defensiveRebounds = own.defensiveRebounds
    row.defensiveRating = opponent.offensiveRating
    row.opponentPace = opponent.pace
    row.opponentTrueShooting = opponent.trueShooting
    row.isWin = own.isWin
    row.margin = own.margin
    row.overtimePeriods = own.overtimePeriods
    row.qualityScore = opponent.qualityScore
    row.qualityTier = opponent.qualityTier
    row.qualityIssues = opponent.qualityIssues
    row.isProductionReady = QualityTier(score: opponent.qualityScore).isProductionReady
    row.hasIssues = opponent.qualityScore < 100
    return row
  }
}
