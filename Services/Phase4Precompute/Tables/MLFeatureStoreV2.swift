import Contracts
import League
import Pipeline
import Warehouse

/// The feature vector of each player before his game: thirty-three features under their own names, in order.
struct MLFeatureStoreV2: Table {
  static let name: TableName = "ml_feature_store_v2"
  let version = 2
  let bootstrap = BootstrapPolicy.skip
  let purpose =
    "The feature vector of each player before his game: thirty-three features under their own names, in order."

  struct Row: Record {
    var playerID = 0
    var playerLookup = ""
    var gameID = ""
    var team = TeamCode.atl
    var opponent = TeamCode.atl
    var isHome = false
    var daysRest: Int?
    var values = [Double?](repeating: nil, count: Feature.allCases.count)
    var featureVersion = "v2_33features"
    var featureCount = Feature.allCases.count
    var sources = ""
    var dataSource = FeatureVector.Origin.mixed
    var hasShotZones = false
    var quality = 0.0
    var tier = ""
    var issues = ""
    var expectedGames: Int?
    var actualGames: Int?
    var missingGames: Int?
    var isEarly = false
    var insufficientData: String?

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("player_id", &playerID, "NBA person id")
      try c.column("player_lookup", &playerLookup, "Name as lower-case letters and digits")
      try c.column("game_id", &gameID, "NBA game id, ten digits")
      try c.column("team_abbr", &team, "His team as of D")
      try c.column("opponent_team_abbr", &opponent, "The other team")
      try c.column("is_home", &isHome, "Whether his team is the home side")
      try c.column("days_rest", &daysRest, in: 0...300, "Days between his last game and this one; null in the first")
      try c.column("points_avg_last_5", &values[0], scale: 4, in: 0...100, "0: mean points of the last 5 played")
      try c.column("points_avg_last_10", &values[1], scale: 4, in: 0...100, "1: mean points of the last 10 played")
      try c.column("points_avg_season", &values[2], scale: 4, in: 0...100, "2: mean points of the season")
      try c.column("points_std_last_10", &values[3], scale: 4, in: 0...60, "3: sample deviation of the last 10")
      try c.column("games_in_last_7_days", &values[4], in: 0...7, "4: games played with D-7 <= date < D")
      try c.column("fatigue_score", &values[5], in: 0...100, "5: 100 is fresh")
      try c.column("shot_zone_mismatch_score", &values[6], scale: 1, in: -10...10, "6: positive is good for the scorer")
      try c.column("pace_score", &values[7], scale: 1, in: -3...3, "7: extra possessions to expect")
      try c.column("usage_spike_score", &values[8], scale: 1, in: -3...3, "8: usage to expect over usage lately")
      try c.column("rest_advantage", &values[9], in: -2...2, "9: own days of rest less the opponent's")
      try c.column("injury_risk", &values[10], in: 0...3, "10: 0 available to 3 out; null without injury reports")
      try c.column("recent_trend", &values[11], in: -2...2, "11: two latest games against the three before")
      try c.column("minutes_change", &values[12], in: -2...2, "12: minutes of the last 10 against the season")
      try c.column(
        "opponent_def_rating", &values[13], scale: 2, in: 95...125, "13: opponent's mean of 15 games, clamped")
      try c.column("opponent_pace", &values[14], scale: 1, in: 60...140, "14: opponent's mean pace of 15 games")
      try c.column("home_away", &values[15], in: 0...1, "15: 1 at home")
      try c.column("back_to_back", &values[16], in: 0...1, "16: 1 when he played the day before")
      try c.column("playoff_game", &values[17], in: 0...1, "17: 1 in play-in and playoffs, by game type")
      try c.column("pct_paint", &values[18], scale: 4, in: 0...1, "18: share of attempts in the paint")
      try c.column("pct_mid_range", &values[19], scale: 4, in: 0...1, "19: share of other twos")
      try c.column("pct_three", &values[20], scale: 4, in: 0...1, "20: share of threes")
      try c.column("pct_free_throw", &values[21], scale: 4, in: 0...0.5, "21: share of points from the line, last 10")
      try c.column("team_pace", &values[22], scale: 4, in: 60...140, "22: own team's mean pace, last 10")
      try c.column("team_off_rating", &values[23], scale: 4, in: 50...190, "23: own team's mean rating, last 10")
      try c.column("team_win_pct", &values[24], scale: 9, in: 0...1, "24: own team's share of games won")
      try c.column("vegas_points_line", &values[25], scale: 1, in: 0.5...100, "25: points line; null without one")
      try c.column("vegas_opening_line", &values[26], scale: 1, in: 0.5...100, "26: opening line; null when not known")
      try c.column("vegas_line_move", &values[27], scale: 1, in: -60...60, "27: line less opening; null when not known")
      try c.column("has_vegas_line", &values[28], in: 0...1, "28: 1 with a line")
      try c.column(
        "avg_points_vs_opponent", &values[29], scale: 4, in: 0...100, "29: mean against this opponent; null without")
      try c.column("games_vs_opponent", &values[30], in: 0...60, "30: games against it, this season and two before")
      try c.column("minutes_avg_last_10", &values[31], scale: 4, in: 0...70, "31: mean minutes of the last 10 played")
      try c.column("ppm_avg_last_10", &values[32], scale: 4, in: 0...10, "32: points a minute over the last 10 played")
      try c.column("feature_version", &featureVersion, "Which features, in which order")
      try c.column("feature_count", &featureCount, in: 33...33, "How many they are")
      try c.column("feature_sources", &sources, "A letter each: 4 3 c v o m, d stand-in, - missing")
      try c.column(
        "data_source", &dataSource,
        "Of the 16 features that tables of phase 4 give, those that they gave: phase4 90 %, phase4_partial 50 %, mixed")
      try c.column("shot_zone_data_available", &hasShotZones, "Whether 18 to 20 are his own shot zones")
      try c.column(
        "feature_quality_score", &quality, scale: 2, in: 0...100, "Mean weight of the sources, capped by stand-ins")
      try c.column("quality_tier", &tier, "Tier of the score")
      try c.column("data_quality_issues", &issues, "What was adjusted; empty without")
      try c.column("expected_games_count", &expectedGames, in: 0...10, "As in his daily cache of D; null without one")
      try c.column("actual_games_count", &actualGames, in: 0...10, "Same")
      try c.column("missing_games_count", &missingGames, in: 0...10, "Same")
      try c.column("early_season_flag", &isEarly, "Whether he has played fewer than ten games")
      try c.column("insufficient_data_reason", &insufficientData, "How many games there are; null from ten")
    }
  }

  let contexts = SameDate<PlayerContext>()
  let records = SameDate<TeamRecord>()
  let caches = SameDate<DailyCache>()
  let composites = SameDate<CompositeScores>()
  let playerZones = SameDate<PlayerZones>()
  let teamZones = SameDate<TeamZones>()
  let games = History<PlayedGame>()
  let meetings = History<Meeting>(seasons: 3)
  var inputs: [any Input] { [contexts, records, caches, composites, playerZones, teamZones, games, meetings] }

  var quality: [QualityCheck] {
    var checks: [QualityCheck] = [
      .sum(
        ["pct_paint", "pct_mid_range", "pct_three"], among: "shot_zone_data_available", in: 0.99...1.01, else: .fail,
        "each attempt is in one zone"),
      .mean("fatigue_score", in: 60...100, else: .fail, "near 90; a mean near 0 is an adjustment in its place"),
      .mean("opponent_def_rating", in: 95...125, "the league's range"),
      .mean("home_away", in: 0.45...0.55, over: .month, "each game has one home side"),
      .mean("back_to_back", in: 0.08...0.25, over: .season, "10 to 25 percent a month, none in the playoffs"),
      .mean("feature_quality_score", in: 50...100, fromRows: 50, "below 50 nothing is predicted from it"),
      .rowsPerGame(in: 10...40, "two rosters of those with three games"),
    ]
    checks += Self.varying.map { QualityCheck.varies($0, "no feature is constant over 50 players") }
    checks += Self.varyingInSeason.map {
      QualityCheck.varies($0, over: .season, "no feature is constant over a season")
    }
    checks += Self.varyingWithZones.map {
      QualityCheck.varies($0, among: "shot_zone_data_available", "nor any of those that stand on shot zones")
    }
    return checks
  }

  /// Features that differ among the players of any two games.
  private static let varying = [
    "points_avg_last_5", "points_avg_last_10", "points_avg_season", "points_std_last_10", "pace_score",
    "opponent_def_rating", "opponent_pace", "home_away", "pct_free_throw", "team_pace", "team_off_rating",
    "vegas_points_line", "vegas_opening_line", "avg_points_vs_opponent", "minutes_avg_last_10", "ppm_avg_last_10",
  ]
  /// Features that a whole date may have in common: all are rested after a break, and few games make every change 0. The
  /// rest are in neither list: the kind of game, and what a season may lack, injury reports and lines.
  private static let varyingInSeason = [
    "games_in_last_7_days", "fatigue_score", "usage_spike_score", "rest_advantage", "recent_trend", "minutes_change",
    "back_to_back", "team_win_pct", "games_vs_opponent",
  ]
  /// Features that differ among players whose shot zones are known.
  private static let varyingWithZones = ["pct_paint", "pct_mid_range", "pct_three", "shot_zone_mismatch_score"]

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let records = Dictionary(try view[records].map { ($0.team, $0) }) { first, _ in first }
    let caches = Dictionary(try view[caches].map { ($0.playerID, $0) }) { first, _ in first }
    let composites = Dictionary(try view[composites].map { ($0.playerID, $0) }) { first, _ in first }
    let players = Dictionary(try view[playerZones].map { ($0.playerID, $0) }) { first, _ in first }
    let teams = Dictionary(try view[teamZones].map { ($0.team, $0) }) { first, _ in first }
    let games = try view[games]
    let meetings = try view[meetings]
    let contexts = try view[contexts].filter(\.hasMinimumSample)
    guard !contexts.isEmpty else { return .empty(MinimumSample.reason) }
    let rows = contexts.map { context in
      Self.row(
        for: context, record: records[context.team], cache: caches[context.playerID],
        composite: composites[context.playerID], player: players[context.playerID], opponent: teams[context.opponent],
        form: ScoringForm(games.of(context.playerID)),
        meetings: meetings.of(Meeting.Pairing(playerID: context.playerID, opponent: context.opponent))
          .keeping { $0.isActive && $0.countsForAverages })
    }
    func absent(_ isThere: (PlayerContext) -> Bool) -> [String] {
      contexts.filter { !isThere($0) }.map(\.playerLookup)
    }
    let undefended = records.values.filter { $0.hasMinimumSample && teams[$0.team] == nil }.map(\.team.rawValue)
    return Partition(
      rows,
      shortcomings: [
        Dependency.shortcoming(TeamZones.table, missing: undefended),
        Dependency.shortcoming(PlayerZones.table, missing: absent { players[$0.playerID] != nil }),
        Dependency.shortcoming(CompositeScores.table, missing: absent { composites[$0.playerID] != nil }),
        Dependency.shortcoming(DailyCache.table, missing: absent { caches[$0.playerID] != nil }),
      ].compactMap(\.self))
  }

  /// - Parameter meetings: played games against the opponent, this season and the two before.
  static func row(
    for context: PlayerContext, record: TeamRecord?, cache: DailyCache?, composite: CompositeScores?,
    player: PlayerZones?, opponent: TeamZones?, form: ScoringForm, meetings: EntityRows<Meeting>
  ) -> Row {
    var vector = FeatureVector()
    vector.set(cache, form: form, on: context.gameDate)
    vector.set(composite)
    vector.set(context, record: record)
    vector.set(player: player, opponent: opponent)
    vector.set(form, cache: cache)
    let points = meetings.compactMap(\.points)
    vector.set(.pointsVersusOpponent, points.lazy.map(Double.init).mean, from: .opponentHistory)
    vector.set(.gamesVersusOpponent, Double(points.count), from: .opponentHistory)

    var row = Row()
    row.playerID = context.playerID
    row.playerLookup = context.playerLookup
    row.gameID = context.gameID
    row.team = context.team
    row.opponent = context.opponent
    row.isHome = context.isHome
    row.daysRest = context.daysRest
    row.values = vector.values
    row.sources = vector.sourceLetters
    row.dataSource = vector.origin
    row.hasShotZones = player?.paintRate != nil
    row.quality = vector.quality
    row.tier = QualityTier(score: row.quality).rawValue
    if let rating = opponent?.defensiveRating, rating != vector[.opponentDefensiveRating] {
      row.issues = "opponent_def_rating_clamped"
    }
    row.expectedGames = cache?.expectedGames
    row.actualGames = cache?.actualGames
    row.missingGames = cache?.missingGames
    let sample = SampleTier(games: context.gamesOfLast10, window: 10)
    row.isEarly = sample.isEarly
    row.insufficientData = sample.reason
    return row
  }
}

extension FeatureVector {
  /// Without a cached mean of points, that of the games of phase 3 themselves: the last sixty days, and the season.
  fileprivate mutating func set(_ cache: DailyCache?, form: ScoringForm, on date: GameDate) {
    let start = date.adding(days: -60)
    set(.pointsLast5, cache?.pointsLast5, else: form.points(inLast: 5, since: start, atLeast: 5))
    set(.pointsLast10, cache?.pointsLast10, else: form.points(inLast: 10, since: start, atLeast: 1))
    set(.pointsSeason, cache?.pointsSeason, else: form.points(inLast: form.games.count))
    set(.pointsDeviation, cache?.pointsDeviation, from: .precomputed, standIn: 5)
    set(.gamesInLast7Days, (cache?.gamesInLast7Days).map(Double.init), from: .precomputed, standIn: 3)
    set(.teamPace, cache?.teamPace, from: .precomputed, standIn: 100)
    set(.teamOffensiveRating, cache?.teamOffensiveRating, from: .precomputed, standIn: 112)
  }

  private mutating func set(_ points: Feature, _ cached: Double?, else fallback: Double?) {
    if let cached, cached.isFinite {
      set(points, cached, from: .precomputed)
    } else {
      set(points, fallback, from: .context, standIn: 10)
    }
  }

  /// A score whose inputs were missing is a stand-in, though its row gives it as 0.
  fileprivate mutating func set(_ composite: CompositeScores?) {
    let missing = Set((composite?.missing ?? "").split(separator: ",").map(String.init))
    let hasZones = missing.isDisjoint(with: [
      PlayerCompositeFactors.Missing.playerZones, PlayerCompositeFactors.Missing.teamZones,
    ])
    set(.fatigue, (composite?.fatigue).map(Double.init), from: .precomputed, standIn: 95)
    set(.zoneMismatch, hasZones ? composite?.mismatch : nil, from: .precomputed, standIn: 0)
    set(
      .pace, missing.contains(PlayerCompositeFactors.Missing.paceDifferential) ? nil : composite?.pace,
      from: .precomputed,
      standIn: 0)
    set(
      .usageSpike, missing.contains(PlayerCompositeFactors.Missing.projectedUsage) ? nil : composite?.usageSpike,
      from: .precomputed, standIn: 0)
  }

  fileprivate mutating func set(_ context: PlayerContext, record: TeamRecord?) {
    set(
      .restAdvantage, CalculatedFeatures.restAdvantage(own: context.daysRest, opponent: context.opponentDaysRest),
      from: .calculated, standIn: 0)
    set(.injuryRisk, CalculatedFeatures.injuryRisk(context.availability), from: .calculated)
    set(.isHome, context.isHome ? 1 : 0, from: .context)
    set(.backToBack, context.isBackToBack ? 1 : 0, from: .context)
    set(.playoffGame, [.playoffs, .playIn].contains(context.gameType) ? 1 : 0, from: .context)
    set(
      .teamWinShare, record.flatMap { CalculatedFeatures.winShare(wins: $0.wins, games: $0.games) }, from: .calculated,
      standIn: 0.5)
    set(.line, context.pointsLine, from: .vegas)
    set(.openingLine, context.openingLine, from: .vegas)
    set(
      .lineMovement, context.pointsLine.flatMap { line in context.openingLine.map { line - $0 } }, from: .vegas)
    set(.hasLine, context.pointsLine == nil ? 0 : 1, from: .vegas)
  }

  fileprivate mutating func set(player: PlayerZones?, opponent: TeamZones?) {
    set(
      .opponentDefensiveRating, (opponent?.defensiveRating).map { min(125, max(95, $0)) }, from: .precomputed,
      standIn: 112)
    set(.opponentPace, opponent?.pace, from: .precomputed, standIn: 100)
    set(.paintShare, (player?.paintRate).map { $0 / 100 }, from: .precomputed, standIn: 0.30)
    set(.midRangeShare, (player?.midRangeRate).map { $0 / 100 }, from: .precomputed, standIn: 0.20)
    set(.threeShare, (player?.threeRate).map { $0 / 100 }, from: .precomputed, standIn: 0.35)
  }

  fileprivate mutating func set(_ form: ScoringForm, cache: DailyCache?) {
    set(.trend, form.trend, from: .calculated, standIn: 0)
    set(
      .minutesChange, CalculatedFeatures.minutesChange(last10: cache?.minutesLast10, season: cache?.minutesSeason),
      from: .calculated, standIn: 0)
    set(.freeThrowShare, form.freeThrowShare, from: .calculated, standIn: 0.15)
    set(.minutesLast10, cache?.minutesLast10, from: .minutes, standIn: 28)
    set(.pointsPerMinute, form.pointsPerMinute, from: .minutes, standIn: 0.4)
  }
}
