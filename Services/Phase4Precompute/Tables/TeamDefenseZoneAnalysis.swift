import Contracts
import League
import Pipeline
import Warehouse

/// How each team has defended by zone over its last fifteen games, against the league.
struct TeamDefenseZoneAnalysis: Table {
  static let name: TableName = "team_defense_zone_analysis"
  let version = 1
  let bootstrap = BootstrapPolicy.skip
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
    var paintVsLeague: Double?
    var midRangeVsLeague: Double?
    var threeVsLeague: Double?
    var defensiveRating: Double?
    var pointsAllowed = 0.0
    var pace: Double?
    var games = 0
    var strongestZone: String?
    var weakestZone: String?
    var leagueTeams = 0
    var tier = ""

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
      try c.column("data_quality_tier", &tier, "high from 15 games, medium from 10, else low")
    }
  }

  let defended = History<DefendedGame>()
  var inputs: [any Input] { [defended] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let history = try view[defended]
    let start = date.adding(days: -LeagueZones.days)
    var teams: [(team: TeamCode, games: ArraySlice<DefendedGame>)] = []
    var recent: [ZoneDefense] = []
    for team in history.entities.sorted() {
      let games = history.of(team).keeping(\.countsForAverages)
      recent.append(ZoneDefense(games.reversed().prefix { $0.gameDate >= start }))
      if games.count >= MinimumSample.games {
        teams.append((team, games.suffix(Self.window)))
      }
    }
    guard !teams.isEmpty else { return .empty(MinimumSample.reason) }
    let league = LeagueZones(recent)
    return Partition(teams.map { Self.row(for: $0.team, games: $0.games, league: league) })
  }

  static func row(for team: TeamCode, games: ArraySlice<DefendedGame>, league: LeagueZones) -> Row {
    let defense = ZoneDefense(games)
    let zones = defense.zones
    var row = Row()
    row.team = team
    row.paintAllowed = zones.paint.share
    row.midRangeAllowed = zones.midRange.share
    row.threeAllowed = zones.three.share
    row.paintAttempts = zones.paint.attemptsPerGame
    row.midRangeAttempts = zones.midRange.attemptsPerGame
    row.threeAttempts = zones.three.attemptsPerGame
    row.paintPoints = games.lazy.compactMap(\.pointsInPaint).map(Double.init).mean
    row.paintVsLeague = zones.paint.share.map { ($0 - league.shares.paint) * 100 }
    row.midRangeVsLeague = zones.midRange.share.map { ($0 - league.shares.midRange) * 100 }
    row.threeVsLeague = zones.three.share.map { ($0 - league.shares.three) * 100 }
    row.defensiveRating = games.lazy.compactMap(\.defensiveRating).mean
    row.pointsAllowed = games.lazy.map { Double($0.pointsAllowed) }.mean ?? 0
    row.pace = games.lazy.compactMap(\.pace).mean
    row.games = defense.games
    row.leagueTeams = league.teams
    row.tier = defense.games >= 15 ? "high" : defense.games >= 10 ? "medium" : "low"
    let ranked = [("paint", row.paintVsLeague), ("mid_range", row.midRangeVsLeague), ("perimeter", row.threeVsLeague)]
      .compactMap { name, value in value.map { (name: name, value: $0) } }
    row.strongestZone = ranked.min { $0.value < $1.value }?.name
    row.weakestZone =
      ranked.reduce(nil) { worst, zone in
        worst.map { zone.value > $0.value ? zone : $0 } ?? zone
      }?.name
    return row
  }
}
