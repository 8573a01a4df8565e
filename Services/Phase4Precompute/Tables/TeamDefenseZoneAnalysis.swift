import Contracts
import League
import Pipeline
import Warehouse

/// How each team has defended by zone over its last fifteen games, against the league.
struct TeamDefenseZoneAnalysis: Table {
  static let name: TableName = "team_defense_zone_analysis"
  let version = 2
  let bootstrap = BootstrapPolicy.skip
  let purpose =
    "How each team has defended by zone over its last fifteen games, against the league."
  /// Games looked at.
  static let window = 15

  struct Row: Record {
    var team = TeamCode.atl
    var paintAllowed: Double?
    var midRangeAllowed: Double?
    var threeAllowed: Double?
    var paintAttempts: Double?
    var midRangeAttempts: Double?
    var threeAttempts: Double?
    var paintPoints: Double?
    var paintBlocks: Double?
    var midRangeBlocks: Double?
    var threeBlocks: Double?
    var paintVsLeague: Double?
    var midRangeVsLeague: Double?
    var threeVsLeague: Double?
    var defensiveRating: Double?
    var pointsAllowed = 0.0
    var pace: Double?
    var games = 0
    var strongestZone: ZoneName?
    var weakestZone: ZoneName?
    var leagueTeams = 0
    var leagueSource = LeagueZones.Source.standing
    var tier = ""
    var notes: String?
    var expectedGames = 0
    var actualGames = 0
    var missingGames = 0
    var isEarly = false
    var insufficientData: String?

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("team_abbr", &team, "The defending team")
      try c.column(
        "paint_pct_allowed_last_15", &paintAllowed, scale: 3, in: 0...1, "Opponents' makes/attempts; null without shots"
      )
      try c.column("mid_range_pct_allowed_last_15", &midRangeAllowed, scale: 3, in: 0...1, "Same, other twos")
      try c.column("three_pt_pct_allowed_last_15", &threeAllowed, scale: 3, in: 0...1, "Same, threes")
      try c.column("paint_attempts_allowed_per_game", &paintAttempts, scale: 1, in: 0...120, "Per game that has shots")
      try c.column(
        "mid_range_attempts_allowed_per_game", &midRangeAttempts, scale: 1, in: 0...80, "Per game that has shots")
      try c.column(
        "three_pt_attempts_allowed_per_game", &threeAttempts, scale: 1, in: 0...100, "Per game that has a box")
      try c.column("paint_points_allowed_per_game", &paintPoints, scale: 1, in: 0...180, "Per game that has shots")
      try c.column("paint_blocks_per_game", &paintBlocks, scale: 1, in: 0...40, "Own blocks; null when not recorded")
      try c.column("mid_range_blocks_per_game", &midRangeBlocks, scale: 1, in: 0...40, "Same, other twos")
      try c.column("three_pt_blocks_per_game", &threeBlocks, scale: 1, in: 0...40, "Same, threes")
      try c.column(
        "paint_defense_vs_league_avg", &paintVsLeague, scale: 2, in: -100...100, "Points over league; + = worse")
      try c.column(
        "mid_range_defense_vs_league_avg", &midRangeVsLeague, scale: 2, in: -100...100, "Points over league; + = worse")
      try c.column(
        "three_pt_defense_vs_league_avg", &threeVsLeague, scale: 2, in: -100...100, "Points over league; + = worse")
      try c.column(
        "defensive_rating_last_15", &defensiveRating, scale: 2, in: 50...190, "Mean; null when no game has one")
      try c.column("opponent_points_per_game", &pointsAllowed, scale: 1, in: 50...200, "Mean points allowed")
      try c.column("opponent_pace", &pace, scale: 1, in: 60...140, "Mean pace; null when no game has one")
      try c.column("games_in_sample", &games, in: 3...15, "Games looked at")
      try c.column("strongest_zone", &strongestZone, "paint, mid_range or perimeter: lowest against the league")
      try c.column("weakest_zone", &weakestZone, "paint, mid_range or perimeter: highest against the league")
      try c.column(
        "league_teams_in_sample", &leagueTeams, in: 0...30, "Teams behind the league's shares; 0: standing values")
      try c.column(
        "league_source", &leagueSource, "last_30_days; without ten teams regular_season, last_season, default")
      try c.column("data_quality_tier", &tier, "high from 15 games, medium from 10, else low")
      try c.column("calculation_notes", &notes, "What could not be computed, or from few games; null without")
      try c.column("expected_games_count", &expectedGames, in: 0...15, "Of its last 15 games, those finished before D")
      try c.column("actual_games_count", &actualGames, in: 0...15, "Those of them that it has a defence row of")
      try c.column("missing_games_count", &missingGames, in: 0...15, "The rest")
      try c.column("early_season_flag", &isEarly, "Whether there are fewer than 15 games")
      try c.column("insufficient_data_reason", &insufficientData, "How many games there are; null from 15")
    }
  }

  let defended = History<DefendedGame>(seasons: 2)
  let finals = History<TeamGame>()
  var inputs: [any Input] { [defended, finals] }

  var quality: [QualityCheck] {
    [
      .nulls(
        "defensive_rating_last_15", atMost: 0.1, fromRows: 10, "every box has possessions; a few boxes may be missing"),
      .nulls("opponent_pace", atMost: 0.1, fromRows: 10, "the same"),
      .mean("defensive_rating_last_15", in: 95...125, fromRows: 20, "league means of 2011 to 2025 are 103 to 116"),
      .mean("opponent_pace", in: 85...108, fromRows: 20, "league means of 2011 to 2025 are 91 to 101"),
      .varies("defensive_rating_last_15", fromRows: 20, "a constant rating is a broken history"),
      .varies("opponent_points_per_game", fromRows: 20, else: .fail, "the same; points are in every result"),
      .distinct("team_abbr", in: 25...30, fromRows: 200, over: .month, "thirty teams, each with three games by then"),
    ]
  }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let history = try view[defended]
    let finals = try view[finals]
    let teams = history.entities.sorted().map { (team: $0, games: history.of($0)) }
    let league = LeagueZones(asOf: date, in: view.season, teams: teams.map(\.games))
    let rows = teams.compactMap { team, games -> Row? in
      let games = games.of(view.season).keeping(\.countsForAverages)
      guard games.count >= MinimumSample.games else { return nil }
      var coverage = GameCoverage(
        finals: finals.of(team).last(Self.window, keeping: \.countsForAverages).map(\.gameDate))
      games.suffix(Self.window).forEach { coverage.record($0.gameDate) }
      return Self.row(
        for: team, games: games.suffix(Self.window), league: league, coverage: coverage.window(ofLast: Self.window))
    }
    return rows.isEmpty ? .empty(MinimumSample.reason) : Partition(rows)
  }

  static func row(
    for team: TeamCode, games: EntityRows<DefendedGame>, league: LeagueZones, coverage: GameCoverage.Window
  ) -> Row {
    let defense = ZoneDefense(games)
    let zones = defense.zones
    let sample = SampleTier(games: defense.games, window: window)
    var row = Row()
    row.team = team
    row.paintAllowed = zones.paint.share
    row.midRangeAllowed = zones.midRange.share
    row.threeAllowed = zones.three.share
    row.paintAttempts = zones.paint.attemptsPerGame
    row.midRangeAttempts = zones.midRange.attemptsPerGame
    row.threeAttempts = zones.three.attemptsPerGame
    row.paintPoints = games.lazy.compactMap(\.pointsInPaint).map(Double.init).mean
    row.paintBlocks = games.lazy.compactMap(\.paintBlocks).map(Double.init).mean
    row.midRangeBlocks = games.lazy.compactMap(\.midRangeBlocks).map(Double.init).mean
    row.threeBlocks = games.lazy.compactMap(\.threeBlocks).map(Double.init).mean
    row.paintVsLeague = zones.paint.share.map { ($0 - league.shares.paint) * 100 }
    row.midRangeVsLeague = zones.midRange.share.map { ($0 - league.shares.midRange) * 100 }
    row.threeVsLeague = zones.three.share.map { ($0 - league.shares.three) * 100 }
    row.defensiveRating = games.lazy.compactMap(\.defensiveRating).mean
    row.pointsAllowed = games.lazy.map { Double($0.pointsAllowed) }.mean ?? 0
    row.pace = games.lazy.compactMap(\.pace).mean
    row.games = defense.games
    row.leagueTeams = league.teams
    row.leagueSource = league.source
    row.tier = sample.name(high: 15, medium: 10)
    row.notes = defense.notes
    row.expectedGames = coverage.expected
    row.actualGames = coverage.actual
    row.missingGames = coverage.missing
    row.isEarly = sample.isEarly
    row.insufficientData = sample.reason
    row.rankZones()
    return row
  }
}

extension TeamDefenseZoneAnalysis.Row {
  /// The zones with the lowest and the highest value against the league; of equal ones the first of paint, mid-range,
  /// perimeter.
  fileprivate mutating func rankZones() {
    let zones: [(name: ZoneName, value: Double?)] = [
      (.paint, paintVsLeague), (.midRange, midRangeVsLeague), (.perimeter, threeVsLeague),
    ]
    var (lowest, highest) = (Double.infinity, -Double.infinity)
    for (name, value) in zones {
      guard let value else { continue }
      if value < lowest { (lowest, strongestZone) = (value, name) }
      if value > highest { (highest, weakestZone) = (value, name) }
    }
  }
}
