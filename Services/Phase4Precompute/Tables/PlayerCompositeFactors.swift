import Contracts
import League
import Pipeline
import Warehouse

/// What a player's situation is worth in points: fatigue, shot zones against the opponent's defence, pace, usage.
struct PlayerCompositeFactors: Table {
  static let name: TableName = "player_composite_factors"
  let version = 2
  let bootstrap = BootstrapPolicy.skip
  let purpose =
    "What a player's situation is worth in points: fatigue, shot zones against the opponent's defence, pace, usage."

  struct Row: Record {
    var playerID = 0
    var playerLookup = ""
    var team = TeamCode.atl
    var opponent = TeamCode.atl
    var gameID = ""
    var fatigue = 0
    var mismatch = 0.0
    var mismatchOfAllZones: Double?
    var pace = 0.0
    var usageSpike = 0.0
    var refereeFavorability = 0.0
    var lookAheadPressure = 0.0
    var travelImpact = 0.0
    var opponentStrength = 0.0
    var total = 0.0
    var fatigueContext = ""
    var zoneContext = ""
    var paceContext = ""
    var usageContext = ""
    var completeness = 0
    var missing: String?
    var hasWarnings = false
    var warnings: String?
    var calculationVersion = "v1_4factors"
    var expectedGames: Int?
    var actualGames: Int?
    var missingGames: Int?
    var isEarly = false
    var insufficientData: String?

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("player_id", &playerID, "NBA person id")
      try c.column("player_lookup", &playerLookup, "Name as lower-case letters and digits")
      try c.column("team_abbr", &team, "His team as of D")
      try c.column("opponent_team_abbr", &opponent, "The other team")
      try c.column("game_id", &gameID, "NBA game id, ten digits")
      try c.column("fatigue_score", &fatigue, in: 0...100, "100 is fresh")
      try c.column(
        "shot_zone_mismatch_score", &mismatch, scale: 1, in: -10...10, "Positive is good for the scorer; 0 if unknown")
      try c.column(
        "shot_zone_mismatch_all_zones", &mismatchOfAllZones, scale: 2, in: -10...10, "Over all zones; null if unknown")
      try c.column("pace_score", &pace, scale: 1, in: -3...3, "Half of pace_differential; 0 if unknown")
      try c.column(
        "usage_spike_score", &usageSpike, scale: 1, in: -3...3, "Usage to expect over usage lately; 0 if unknown")
      try c.column("referee_favorability_score", &refereeFavorability, scale: 1, in: 0...0, "Deferred: 0")
      try c.column("look_ahead_pressure_score", &lookAheadPressure, scale: 1, in: 0...0, "Deferred: 0")
      try c.column("travel_impact_score", &travelImpact, scale: 1, in: 0...0, "Deferred: 0")
      try c.column("opponent_strength_score", &opponentStrength, scale: 1, in: 0...0, "Deferred: 0")
      try c.column(
        "total_composite_adjustment", &total, scale: 2, in: -21...16, "Sum of the unrounded parts, in points")
      try c.column("fatigue_context_json", &fatigueContext, "What fatigue_score was computed from")
      try c.column("shot_zone_context_json", &zoneContext, "What shot_zone_mismatch_score was computed from")
      try c.column("pace_context_json", &paceContext, "What pace_score was computed from")
      try c.column("usage_context_json", &usageContext, "What usage_spike_score was computed from")
      try c.column("data_completeness_pct", &completeness, in: 0...100, "20 for each of the five inputs that is there")
      try c.column("missing_data_fields", &missing, "Those that are not, joined by commas; null when all are there")
      try c.column("has_warnings", &hasWarnings, "Whether something is out of the ordinary")
      try c.column("warning_details", &warnings, "EXTREME_FATIGUE, EXTREME_MATCHUP, EXTREME_ADJUSTMENT; null without")
      try c.column("calculation_version", &calculationVersion, "Which factors enter the total")
      try c.column(
        "expected_games_count", &expectedGames, in: 0...10, "As in his shot zones of D; null when they are not there")
      try c.column("actual_games_count", &actualGames, in: 0...10, "Same")
      try c.column("missing_games_count", &missingGames, in: 0...10, "Same")
      try c.column("early_season_flag", &isEarly, "Whether he has played fewer than ten games")
      try c.column("insufficient_data_reason", &insufficientData, "How many games there are; null from ten")
    }
  }

  let contexts = SameDate<PlayerContext>()
  let records = SameDate<TeamRecord>()
  let playerZones = SameDate<PlayerZones>()
  let teamZones = SameDate<TeamZones>()
  var inputs: [any Input] { [contexts, records, playerZones, teamZones] }

  var quality: [QualityCheck] {
    [
      .mean(
        "fatigue_score", in: 60...100, else: .fail, "near 90; a mean near 0 is the adjustment stored as the score"),
      .varies("fatigue_score", over: .season, "loads differ, but after a break all are rested"),
      .varies("shot_zone_mismatch_all_zones", "opponents and players differ, where zones are known"),
      .varies("pace_score", "was constantly 0 once"),
      .varies("usage_spike_score", over: .season, "was constantly 0 once; it is below eight games"),
      .mean("total_composite_adjustment", in: -4...4, "the factors are against the league or his own mean"),
      .mean("data_completeness_pct", in: 50...100, "two of five inputs are shot zones, which some seasons lack"),
      .rowsPerGame(in: 10...40, "two rosters of those with three games"),
    ]
  }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let players = Dictionary(try view[playerZones].map { ($0.playerID, $0) }) { first, _ in first }
    let teams = Dictionary(try view[teamZones].map { ($0.team, $0) }) { first, _ in first }
    let contexts = try view[contexts].filter(\.hasMinimumSample)
    guard !contexts.isEmpty else { return .empty(MinimumSample.reason) }
    let rows = contexts.map { context in
      Self.row(for: context, player: players[context.playerID], opponent: teams[context.opponent])
    }
    let undefended = try view[records].filter { $0.hasMinimumSample && teams[$0.team] == nil }.map(\.team.rawValue)
    let unzoned = contexts.filter { players[$0.playerID] == nil }.map(\.playerLookup)
    return Partition(
      rows,
      shortcomings: [
        Dependency.shortcoming(TeamZones.table, missing: undefended),
        Dependency.shortcoming(PlayerZones.table, missing: unzoned),
      ].compactMap(\.self))
  }

  static func row(for context: PlayerContext, player: PlayerZones?, opponent: TeamZones?) -> Row {
    let mismatch = player.flatMap { player in opponent.flatMap { ZoneMismatch(player: player, team: $0) } }
    let usage = context.projectedUsage.flatMap { projected in
      context.usageLast7.map {
        UsageSpike(projected: projected, baseline: $0, starsOut: context.starTeammatesOut ?? 0)
      }
    }
    let parts = CompositeAdjustment(
      fatigue: Fatigue(
        isBackToBack: context.isBackToBack, daysRest: context.daysRest, gamesInLast7Days: context.gamesInLast7Days,
        minutesInLast7Days: context.minutesInLast7Days, minutesPerGame: context.minutesPerGameInLast7Days,
        backToBacksInLast14Days: context.backToBacksInLast14Days, age: context.age),
      mismatch: mismatch?.score ?? 0,
      pace: context.paceDifferential.map(CompositeAdjustment.paceScore) ?? 0,
      usageSpike: usage?.score ?? 0)
    var row = Row()
    row.playerID = context.playerID
    row.playerLookup = context.playerLookup
    row.team = context.team
    row.opponent = context.opponent
    row.gameID = context.gameID
    row.fatigue = parts.fatigue.score
    row.mismatch = parts.mismatch
    row.mismatchOfAllZones = player.flatMap { player in
      opponent.flatMap { ZoneMismatch.weighted(player: player, team: $0) }
    }
    row.pace = parts.pace
    row.usageSpike = parts.usageSpike
    row.total = parts.total
    row.hasWarnings = !parts.warnings.isEmpty
    row.warnings = parts.warnings.isEmpty ? nil : parts.warnings.joined(separator: ",")
    row.explain(parts, mismatch: mismatch, zone: player?.primaryZone, context: context)
    row.setCompleteness(context, hasUsage: usage != nil, player: player, opponent: opponent)
    return row
  }

  /// What `missing_data_fields` can hold.
  enum Missing {
    static let daysRest = "days_rest"
    static let projectedUsage = "projected_usage_rate"
    static let paceDifferential = "pace_differential"
    static let playerZones = "player_shot_zone"
    static let teamZones = "team_defense_zone"
  }
}

extension PlayerCompositeFactors.Row {
  /// Sets what each score was computed from. A null is an input that was not there, for which a neutral value stood in.
  fileprivate mutating func explain(
    _ parts: CompositeAdjustment, mismatch: ZoneMismatch?, zone: ZoneName?, context: PlayerContext
  ) {
    var fatigue = JSONObject()
    fatigue.add("days_rest", context.daysRest)
    fatigue.add("back_to_back", context.isBackToBack)
    fatigue.add("games_in_last_7_days", context.gamesInLast7Days)
    fatigue.add("minutes_in_last_7_days", context.minutesInLast7Days)
    fatigue.add("avg_minutes_per_game_last_7", context.minutesPerGameInLast7Days)
    fatigue.add("back_to_backs_last_14_days", context.backToBacksInLast14Days)
    fatigue.add("player_age", context.age)
    fatigue.add("score", parts.fatigue.score)
    fatigueContext = fatigue.text

    var zones = JSONObject()
    zones.add("primary_scoring_zone", zone?.rawValue)
    zones.add("zone_rate", mismatch?.rate)
    zones.add("opponent_vs_league", mismatch?.difference)
    zones.add("score", parts.mismatch.rounded(scale: 1))
    zoneContext = zones.text

    var pace = JSONObject()
    pace.add("pace_differential", context.paceDifferential)
    pace.add("score", parts.pace.rounded(scale: 1))
    paceContext = pace.text

    var usage = JSONObject()
    usage.add("projected_usage_rate", context.projectedUsage)
    usage.add("avg_usage_rate_last_7_games", context.usageLast7)
    usage.add("star_teammates_out", context.starTeammatesOut)
    usage.add("score", parts.usageSpike.rounded(scale: 1))
    usageContext = usage.text
  }

  /// Sets what was there of what the scores are computed from.
  fileprivate mutating func setCompleteness(
    _ context: PlayerContext, hasUsage: Bool, player: PlayerZones?, opponent: TeamZones?
  ) {
    var absent: [String] = []
    if context.daysRest == nil { absent.append(PlayerCompositeFactors.Missing.daysRest) }
    if !hasUsage { absent.append(PlayerCompositeFactors.Missing.projectedUsage) }
    if context.paceDifferential == nil { absent.append(PlayerCompositeFactors.Missing.paceDifferential) }
    if player?.primaryZone == nil { absent.append(PlayerCompositeFactors.Missing.playerZones) }
    if opponent?.paint == nil { absent.append(PlayerCompositeFactors.Missing.teamZones) }
    completeness = 20 * (5 - absent.count)
    missing = absent.isEmpty ? nil : absent.joined(separator: ",")
    expectedGames = player?.expectedGames
    actualGames = player?.actualGames
    missingGames = player?.missingGames
    let sample = SampleTier(games: context.gamesOfLast10, window: 10)
    isEarly = sample.isEarly
    insufficientData = sample.reason
  }
}
