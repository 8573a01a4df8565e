import Contracts
import League
import Pipeline
import Warehouse

/// Each player's averages before the date, beside his load and his shot zones.
struct PlayerDailyCache: Table {
  static let name: TableName = "player_daily_cache"
  let version = 2
  let bootstrap = BootstrapPolicy.skip
  let purpose =
    "Each player's averages before the date, beside his load and his shot zones."

  struct Row: Record {
    var playerID = 0
    var playerLookup = ""
    var team = TeamCode.atl
    var opponent = TeamCode.atl
    var gameID = ""
    var pointsLast5: Double?
    var pointsLast10: Double?
    var pointsSeason: Double?
    var pointsDeviation: Double?
    var minutesLast10: Double?
    var minutesSeason: Double?
    var usageLast10: Double?
    var trueShootingLast10: Double?
    var gamesPlayed = 0
    var usageSeason: Double?
    var teamPace: Double?
    var teamOffensiveRating: Double?
    var gamesInLast7Days = 0
    var gamesInLast14Days = 0
    var minutesInLast7Days = 0.0
    var minutesInLast14Days = 0.0
    var backToBacksInLast14Days = 0
    var minutesPerGameInLast7Days: Double?
    var fourthQuarterMinutesInLast7Days: Double?
    var age: Int?
    var primaryZone: ZoneName?
    var paintRate: Double?
    var threeRate: Double?
    var hasShotZones = false
    var assistedShare: Double?
    var cacheVersion = "v1"
    var last5Completeness = 100.0
    var last10Completeness = 100.0
    var last7DaysCompleteness = 100.0
    var last14DaysCompleteness = 100.0
    var isLast5Complete = true
    var isLast10Complete = true
    var isLast7DaysComplete = true
    var isLast14DaysComplete = true
    var isComplete = true
    var expectedGames = 0
    var actualGames = 0
    var missingGames = 0
    var isEarly = false
    var insufficientData: String?
    var qualityScore = 100.0
    var qualityTier = QualityTier.gold.rawValue

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("player_id", &playerID, "NBA person id")
      try c.column("player_lookup", &playerLookup, "Name as lower-case letters and digits")
      try c.column("team_abbr", &team, "His team as of D")
      try c.column("opponent_team_abbr", &opponent, "The other team")
      try c.column("game_id", &gameID, "NBA game id, ten digits")
      try c.column(
        "points_avg_last_5", &pointsLast5, scale: 4, in: 0...100, "Mean over the last 5 played, or what there is")
      try c.column(
        "points_avg_last_10", &pointsLast10, scale: 4, in: 0...100, "Mean over the last 10 played, or what there is")
      try c.column("points_avg_season", &pointsSeason, scale: 4, in: 0...100, "Mean over the season")
      try c.column(
        "points_std_last_10", &pointsDeviation, scale: 4, in: 0...60, "Sample deviation (n-1) of the last 10")
      try c.column("minutes_avg_last_10", &minutesLast10, scale: 4, in: 0...70, "Mean over the last 10")
      try c.column("minutes_avg_season", &minutesSeason, scale: 4, in: 0...70, "Mean over the season")
      try c.column(
        "usage_rate_last_10", &usageLast10, scale: 4, in: 0...400, "Mean over the last 10; null when not known")
      try c.column(
        "ts_pct_last_10", &trueShootingLast10, scale: 4, in: 0...1.5, "Mean over the last 10; null when not known")
      try c.column("games_played_season", &gamesPlayed, in: 3...130, "Games played")
      try c.column(
        "player_usage_rate_season", &usageSeason, scale: 4, in: 0...400, "Mean over the season; null when not known")
      try c.column("team_pace_last_10", &teamPace, scale: 4, in: 60...140, "Mean pace of his team; null when not known")
      try c.column(
        "team_off_rating_last_10", &teamOffensiveRating, scale: 4, in: 50...190, "Mean rating; null when not known")
      try c.column("games_in_last_7_days", &gamesInLast7Days, in: 0...7, "Games with D-7 <= date < D")
      try c.column("games_in_last_14_days", &gamesInLast14Days, in: 0...14, "Games with D-14 <= date < D")
      try c.column("minutes_in_last_7_days", &minutesInLast7Days, scale: 1, in: 0...500, "Minutes in those of 7 days")
      try c.column(
        "minutes_in_last_14_days", &minutesInLast14Days, scale: 1, in: 0...900, "Minutes in those of 14 days")
      try c.column("back_to_backs_last_14_days", &backToBacksInLast14Days, in: 0...7, "Pairs on consecutive days")
      try c.column(
        "avg_minutes_per_game_last_7", &minutesPerGameInLast7Days, scale: 1, in: 0...80, "Null without a game")
      try c.column(
        "fourth_quarter_minutes_last_7", &fourthQuarterMinutesInLast7Days, scale: 2, in: 0...84,
        "Of 7 days; null when not recorded")
      try c.column("player_age", &age, in: 17...50, "Whole years at D; null when not known")
      try c.column("primary_scoring_zone", &primaryZone, "paint, perimeter, mid_range or balanced; null without rates")
      try c.column("paint_rate_last_10", &paintRate, scale: 2, in: 0...100, "Percent of attempts; null when not known")
      try c.column(
        "three_pt_rate_last_10", &threeRate, scale: 2, in: 0...100, "Percent of attempts; null when not known")
      try c.column("shot_zone_data_available", &hasShotZones, "Whether his shot zones are known")
      try c.column("assisted_rate_last_10", &assistedShare, scale: 4, in: 0...1, "Share of makes with an assist")
      try c.column("cache_version", &cacheVersion, "Which averages, over which windows")
      try c.column(
        "l5_completeness_pct", &last5Completeness, scale: 1, in: 0...100,
        "Of his team's last 5 games, those that have player lines")
      try c.column("l10_completeness_pct", &last10Completeness, scale: 1, in: 0...100, "Same, last 10")
      try c.column("l7d_completeness_pct", &last7DaysCompleteness, scale: 1, in: 0...100, "Same, D-7 <= date < D")
      try c.column("l14d_completeness_pct", &last14DaysCompleteness, scale: 1, in: 0...100, "Same, D-14 <= date < D")
      try c.column("l5_is_complete", &isLast5Complete, "Whether that is 70 or more")
      try c.column("l10_is_complete", &isLast10Complete, "Same, last 10")
      try c.column("l7d_is_complete", &isLast7DaysComplete, "Same, D-7 <= date < D")
      try c.column("l14d_is_complete", &isLast14DaysComplete, "Same, D-14 <= date < D")
      try c.column("all_windows_complete", &isComplete, "Whether all four are")
      try c.column("expected_games_count", &expectedGames, in: 0...10, "Of his team's last 10, those finished before D")
      try c.column("actual_games_count", &actualGames, in: 0...10, "Those of them that have player lines")
      try c.column("missing_games_count", &missingGames, in: 0...10, "The rest")
      try c.column("early_season_flag", &isEarly, "Whether he has played fewer than ten games")
      try c.column("insufficient_data_reason", &insufficientData, "How many games there are; null from ten")
      try c.column(
        "cache_quality_score", &qualityScore, scale: 1, in: 0...100,
        "100 from ten games, 80 from five, else 65; l5_completeness_pct where that is less")
      try c.column("quality_tier", &qualityTier, "Tier of the score")
    }
  }

  let contexts = SameDate<PlayerContext>()
  let playerZones = SameDate<PlayerZones>()
  let games = History<PlayedGame>()
  let teams = History<TeamGame>()
  var inputs: [any Input] { [contexts, playerZones, games, teams] }

  var quality: [QualityCheck] {
    [
      .nulls("points_avg_last_5", atMost: 0, else: .fail, "every player here has three played games"),
      .nulls("minutes_avg_last_10", atMost: 0, "the same"),
      .nulls("points_std_last_10", atMost: 0, "the same"),
      .nulls("usage_rate_last_10", atMost: 0.1, fromRows: 20, "only whose games all lack team totals have none"),
      .nulls("team_pace_last_10", atMost: 0.1, fromRows: 20, "the same"),
      .mean("points_avg_last_5", in: 6...15, "a team's 95 to 120 points over ten to twelve players"),
      .varies("points_avg_last_5", else: .fail, "a constant average is a broken history"),
      .varies("points_std_last_10", "the same"),
      .varies("usage_rate_last_10", "the same"),
      .varies("games_in_last_14_days", over: .season, "loads differ"),
      .share("all_windows_complete", in: 0.9...1, over: .season, "finished games have player lines"),
      .rowsPerGame(in: 10...40, "two rosters of those with three games"),
    ]
  }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let contexts = try view[contexts].filter(\.hasMinimumSample)
    guard !contexts.isEmpty else { return .empty(MinimumSample.reason) }
    let zones = Dictionary(try view[playerZones].map { ($0.playerID, $0) }) { first, _ in first }
    let games = try view[games]
    let teams = try view[teams]
    let coverage = TeamCoverage(teams: teams, players: games)
    var lastTen: [TeamCode: EntityRows<TeamGame>] = [:]
    let rows = contexts.map { context in
      if lastTen[context.team] == nil {
        lastTen[context.team] = teams.of(context.team).last(10, keeping: \.countsForAverages)
      }
      return Self.row(
        for: context, form: ScoringForm(games.of(context.playerID)), team: lastTen[context.team] ?? [],
        zones: zones[context.playerID], coverage: coverage[context.team])
    }
    return Partition(rows)
  }

  /// - Parameters:
  ///   - team: the last ten games of his team.
  ///   - coverage: which of them have player lines.
  static func row(
    for context: PlayerContext, form: ScoringForm, team: EntityRows<TeamGame>, zones: PlayerZones?,
    coverage: GameCoverage
  ) -> Row {
    let count = form.games.count
    var row = Row()
    row.playerID = context.playerID
    row.playerLookup = context.playerLookup
    row.team = context.team
    row.opponent = context.opponent
    row.gameID = context.gameID
    row.pointsLast5 = form.points(inLast: 5)
    row.pointsLast10 = form.points(inLast: 10)
    row.pointsSeason = form.points(inLast: count)
    row.pointsDeviation = form.pointsDeviation
    row.minutesLast10 = form.minutes(inLast: 10)
    row.minutesSeason = form.minutes(inLast: count)
    row.usageLast10 = form.usage(inLast: 10)
    row.trueShootingLast10 = form.trueShooting
    row.gamesPlayed = count
    row.usageSeason = form.usage(inLast: count)
    row.teamPace = team.lazy.compactMap(\.pace).mean
    row.teamOffensiveRating = team.lazy.compactMap(\.offensiveRating).mean
    row.setLoad(of: context)
    row.primaryZone = zones?.primaryZone
    row.paintRate = zones?.paintRate
    row.threeRate = zones?.threeRate
    row.hasShotZones = zones?.primaryZone != nil
    row.assistedShare = form.assistedShare
    row.setCompleteness(coverage, on: context.gameDate)
    let sample = SampleTier(games: count, window: 10)
    row.isEarly = sample.isEarly
    row.insufficientData = sample.reason
    row.qualityScore = min(count >= 10 ? 100 : count >= 5 ? 80 : 65, row.last5Completeness)
    row.qualityTier = QualityTier(score: row.qualityScore).rawValue
    return row
  }
}

extension PlayerDailyCache.Row {
  fileprivate mutating func setLoad(of context: PlayerContext) {
    gamesInLast7Days = context.gamesInLast7Days
    gamesInLast14Days = context.gamesInLast14Days
    minutesInLast7Days = context.minutesInLast7Days
    minutesInLast14Days = context.minutesInLast14Days
    backToBacksInLast14Days = context.backToBacksInLast14Days
    minutesPerGameInLast7Days = context.minutesPerGameInLast7Days
    fourthQuarterMinutesInLast7Days = context.fourthQuarterMinutesInLast7Days
    age = context.age
  }

  fileprivate mutating func setCompleteness(_ coverage: GameCoverage, on date: GameDate) {
    let windows = [
      coverage.window(ofLast: 5), coverage.window(ofLast: 10), coverage.window(since: date.adding(days: -7)),
      coverage.window(since: date.adding(days: -14)),
    ]
    last5Completeness = windows[0].percent
    last10Completeness = windows[1].percent
    last7DaysCompleteness = windows[2].percent
    last14DaysCompleteness = windows[3].percent
    isLast5Complete = windows[0].isComplete
    isLast10Complete = windows[1].isComplete
    isLast7DaysComplete = windows[2].isComplete
    isLast14DaysComplete = windows[3].isComplete
    isComplete = windows.allSatisfy(\.isComplete)
    expectedGames = windows[1].expected
    actualGames = windows[1].actual
    missingGames = windows[1].missing
  }
}
