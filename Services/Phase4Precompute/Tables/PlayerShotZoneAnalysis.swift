import Contracts
import League
import Pipeline
import Warehouse

/// Where each player of the season takes and makes his shots, over his last ten and twenty games.
struct PlayerShotZoneAnalysis: Table {
  static let name: TableName = "player_shot_zone_analysis"
  let version = 2
  let bootstrap = BootstrapPolicy.skip
  let purpose =
    "Where each player of the season takes and makes his shots, over his last ten and twenty games."

  struct Row: Record {
    var playerID = 0
    var playerLookup = ""
    var paintRate: Double?
    var midRangeRate: Double?
    var threeRate: Double?
    var totalShots: Int?
    var gamesOf10 = 0
    var gamesOf20 = 0
    var usableGames = 0
    var paintShare: Double?
    var midRangeShare: Double?
    var threeShare: Double?
    var paintAttempts: Double?
    var midRangeAttempts: Double?
    var threeAttempts: Double?
    var assistedRate: Double?
    var unassistedRate: Double?
    var paintRateOf20: Double?
    var paintShareOf20: Double?
    var sampleOf10 = ""
    var sampleOf20 = ""
    var primaryZone: ZoneName?
    var tier = ""
    var expectedGames = 0
    var actualGames = 0
    var missingGames = 0
    var isEarly = false
    var insufficientData: String?

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("player_id", &playerID, "NBA person id")
      try c.column("player_lookup", &playerLookup, "Name as lower-case letters and digits")
      try c.column(
        "paint_rate_last_10", &paintRate, scale: 2, in: 0...100, "Percent of attempts; null below 3 games with shots")
      try c.column("mid_range_rate_last_10", &midRangeRate, scale: 2, in: 0...100, "Same, other twos")
      try c.column("three_pt_rate_last_10", &threeRate, scale: 2, in: 0...100, "Same, threes")
      try c.column(
        "total_shots_last_10", &totalShots, in: 0...600, "Attempts of the games with shots; null for none")
      try c.column("games_in_sample_10", &gamesOf10, in: 3...10, "Games of the last ten")
      try c.column("games_in_sample_20", &gamesOf20, in: 3...20, "Games of the last twenty")
      try c.column("zone_games_last_10", &usableGames, in: 0...10, "Of the last ten, those whose zones add up")
      try c.column("paint_pct_last_10", &paintShare, scale: 3, in: 0...1, "Makes/attempts; null without an attempt")
      try c.column("mid_range_pct_last_10", &midRangeShare, scale: 3, in: 0...1, "Same, other twos")
      try c.column("three_pt_pct_last_10", &threeShare, scale: 3, in: 0...1, "Same, threes")
      try c.column("paint_attempts_per_game", &paintAttempts, scale: 1, in: 0...50, "Per game with shots")
      try c.column("mid_range_attempts_per_game", &midRangeAttempts, scale: 1, in: 0...40, "Per game with shots")
      try c.column("three_pt_attempts_per_game", &threeAttempts, scale: 1, in: 0...40, "Per game with shots")
      try c.column(
        "assisted_rate_last_10", &assistedRate, scale: 2, in: 0...100, "Percent of makes; null when not recorded")
      try c.column(
        "unassisted_rate_last_10", &unassistedRate, scale: 2, in: 0...100, "Percent of makes; null when not recorded")
      try c.column("paint_rate_last_20", &paintRateOf20, scale: 2, in: 0...100, "Null below 15 games")
      try c.column("paint_pct_last_20", &paintShareOf20, scale: 3, in: 0...1, "Null below 15 games")
      try c.column("sample_quality_10", &sampleOf10, "excellent, good, limited or insufficient")
      try c.column("sample_quality_20", &sampleOf20, "excellent, good, limited or insufficient")
      try c.column("primary_scoring_zone", &primaryZone, "paint, perimeter, mid_range or balanced; null without rates")
      try c.column("data_quality_tier", &tier, "high from 10 games, medium from 7, else low")
      try c.column("expected_games_count", &expectedGames, in: 0...10, "Of his team's last 10, those finished before D")
      try c.column("actual_games_count", &actualGames, in: 0...10, "Those of them that have player lines")
      try c.column("missing_games_count", &missingGames, in: 0...10, "The rest")
      try c.column("early_season_flag", &isEarly, "Whether he has played fewer than ten games")
      try c.column("insufficient_data_reason", &insufficientData, "How many games there are; null from ten")
    }
  }

  let games = History<ShotGame>()
  let finals = History<TeamGame>()
  var inputs: [any Input] { [games, finals] }

  var quality: [QualityCheck] {
    [
      .sum(
        ["paint_rate_last_10", "mid_range_rate_last_10", "three_pt_rate_last_10"], in: 99.9...100.1, else: .fail,
        "each attempt is in one zone; rates have two decimals"),
      .sum(["assisted_rate_last_10", "unassisted_rate_last_10"], in: 99.9...100.1, "a make is assisted or not"),
      .mean("paint_rate_last_10", in: 30...60, "of a league that takes two fifths to half of its shots there"),
      .mean("three_pt_rate_last_10", in: 15...50, "a fifth of the shots in 2011, two fifths in 2024"),
      .varies("paint_rate_last_10", "players differ"),
      .varies("games_in_sample_20", over: .season, "samples grow with the season"),
      .distinct("player_id", in: 300...620, fromRows: 5_000, over: .month, "thirty rotations of ten to eighteen"),
    ]
  }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let history = try view[games]
    let coverage = TeamCoverage(teams: try view[finals], players: history)
    let rows = history.entities.compactMap { player -> Row? in
      let lines = history.of(player)
      let eligible = lines.last(20, keeping: \.isEligible)
      guard eligible.count >= MinimumSample.games, let team = lines.last?.team else { return nil }
      return Self.row(for: player, eligible: eligible, coverage: coverage[team].window(ofLast: TeamCoverage.games))
    }
    return rows.isEmpty ? .empty(MinimumSample.reason) : Partition(rows)
  }

  /// - Parameters:
  ///   - eligible: games he played in, oldest first; at least three.
  ///   - coverage: of the last ten games of the team that he was last listed for.
  static func row(for player: Int, eligible: EntityRows<ShotGame>, coverage: GameCoverage.Window) -> Row {
    let last10 = ShotProfile(eligible.suffix(10))
    let last20 = ShotProfile(eligible.suffix(20))
    let sample = SampleTier(games: last10.games, window: 10)
    var row = Row()
    row.playerID = player
    row.playerLookup = eligible.last?.playerLookup ?? ""
    row.paintRate = last10.rate(last10.zones.paint)
    row.midRangeRate = last10.rate(last10.zones.midRange)
    row.threeRate = last10.rate(last10.zones.three)
    row.totalShots = last10.totalAttempts == 0 ? nil : last10.totalAttempts
    row.gamesOf10 = last10.games
    row.gamesOf20 = last20.games
    row.usableGames = last10.usableGames
    row.paintShare = last10.share(last10.zones.paint)
    row.midRangeShare = last10.share(last10.zones.midRange)
    row.threeShare = last10.share(last10.zones.three)
    row.paintAttempts = last10.attemptsPerGame(last10.zones.paint)
    row.midRangeAttempts = last10.attemptsPerGame(last10.zones.midRange)
    row.threeAttempts = last10.attemptsPerGame(last10.zones.three)
    row.assistedRate = last10.assistedRate
    row.unassistedRate = last10.unassistedRate
    if last20.usableGames >= 15 {
      row.paintRateOf20 = last20.rate(last20.zones.paint)
      row.paintShareOf20 = last20.share(last20.zones.paint)
    }
    row.sampleOf10 = SampleQuality(games: last10.games, of: 10).rawValue
    row.sampleOf20 = SampleQuality(games: last20.games, of: 20).rawValue
    row.primaryZone = last10.primaryZone
    row.tier = sample.name(high: 10, medium: 7)
    row.expectedGames = coverage.expected
    row.actualGames = coverage.actual
    row.missingGames = coverage.missing
    row.isEarly = sample.isEarly
    row.insufficientData = sample.reason
    return row
  }
}
