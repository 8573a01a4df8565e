import League
import Pipeline

/// What a team does in some circumstances, before a date.
struct TeamTendency: Sendable {
  let team: TeamCode
  /// Over the last 30 days, from five games on.
  private(set) var pace: (mean: Double, games: Int, points: Double)?
  private var paint: Zone?
  private var perimeter: Zone?
  private var venue: (home: Double, away: Double)?
  private var rest: (tired: Double, rested: Double, games: Int)?

  /// A zone as the defence leaves it to opponents, over the last 30 days.
  struct Zone: Sendable {
    var percent: Double
    var pointsAllowed: Double
    var games: Int
  }

  /// - Parameters:
  ///   - games: of the season, oldest first.
  ///   - defended: of the last 30 days.
  init(_ team: TeamCode, games: EntityRows<TeamGame>, defended: EntityRows<DefendedGame>, date: GameDate) {
    self.team = team
    func recent(_ days: Int) -> EntityRows<TeamGame> {
      games.suffix(games.reversed().prefix { $0.gameDate >= date.adding(days: -days) }.count)
    }
    let month = recent(30)
    if month.count >= 5, let mean = month.lazy.compactMap(\.pace).mean {
      pace = (mean, month.count, Self.points(month) ?? 0)
    }
    paint = Zone(defended, made: \.paintMakes, attempted: \.paintAttempts)
    perimeter = Zone(defended, made: \.threesMade, attempted: \.threesAttempted)
    let twoMonths = recent(60)
    let (home, away) = (twoMonths.filter(\.isHome), twoMonths.filter { !$0.isHome })
    if home.count >= 5, away.count >= 5, let atHome = Self.points(home), let onTheRoad = Self.points(away) {
      venue = (atHome, onTheRoad)
    }
    let start = date.adding(days: -90)
    let rests = zip(games.dropFirst(), games).filter { $0.0.gameDate >= start }.map { game, before in
      (game: game, days: game.gameDate.days(since: before.gameDate) - 1)
    }
    let (tired, rested) = (rests.filter { $0.days == 0 }.map(\.game), rests.filter { $0.days > 0 }.map(\.game))
    if tired.count >= 3, rested.count >= 5, let slow = Self.points(tired), let fresh = Self.points(rested) {
      rest = (slow, fresh, tired.count)
    }
  }

  private static func points(_ games: some Sequence<TeamGame>) -> Double? {
    games.lazy.map { Double($0.points) }.mean
  }

  /// The five with the largest and the five with the smallest figure; no team is in both.
  private static func ends<Figure>(
    _ all: [TeamTendency], _ figure: (TeamTendency) -> Figure?, by order: (Figure) -> Double
  ) -> (top: [(TeamTendency, Figure)], bottom: [(TeamTendency, Figure)]) {
    let ranked = all.compactMap { team in figure(team).map { (team, $0) } }.sorted {
      (order($1.1), $0.0.team.rawValue) < (order($0.1), $1.0.team.rawValue)
    }
    let top = ranked.prefix(min(5, (ranked.count + 1) / 2))
    return (Array(top), ranked.dropFirst(top.count).suffix(5).reversed())
  }

  /// The mean of the teams' paces; nil without any.
  static func leaguePace(_ all: [TeamTendency]) -> Double? {
    all.lazy.compactMap { $0.pace?.mean }.mean
  }

  /// Writes the fastest and the slowest.
  static func writePace(_ all: [TeamTendency], league: Double, to json: inout JSONText) {
    let (kings, grinders) = ends(all, \.pace) { $0.mean }
    func write(
      _ json: inout JSONText, _ team: TeamTendency, _ pace: (mean: Double, games: Int, points: Double)
    ) {
      let gap = (pace.mean - league).rounded(scale: 1)
      json.field("team", team.team)
      json.field("pace", pace.mean, scale: 1)
      json.field("games", pace.games)
      json.field("avg_points", pace.points, scale: 1)
      json.field("vs_league", gap, scale: 1)
      json.field("insight", "\(abs(gap)) possessions \(gap >= 0 ? "above" : "below") the league")
    }
    json.objects("kings", kings) { write(&$0, $1.0, $1.1) }
    json.objects("grinders", grinders) { write(&$0, $1.0, $1.1) }
    json.field("league_average", league, scale: 1)
  }

  /// Writes the best and the worst defences of paint and perimeter.
  static func writeZones(_ all: [TeamTendency], to json: inout JSONText) {
    func write(_ json: inout JSONText, _ team: TeamTendency, _ zone: Zone) {
      json.field("team", team.team)
      json.field("dfg_pct", zone.percent, scale: 1)
      json.field("opp_ppg", zone.pointsAllowed, scale: 1)
      json.field("games", zone.games)
      json.field("insight", "Opponents make \(zone.percent.rounded(scale: 1))%")
    }
    func sides(_ name: StaticString, of zone: (TeamTendency) -> Zone?, to json: inout JSONText) {
      let (worst, best) = ends(all, zone) { $0.percent }
      json.object(name) { json in
        json.objects("best", best) { write(&$0, $1.0, $1.1) }
        json.objects("worst", worst) { write(&$0, $1.0, $1.1) }
      }
    }
    sides("paint", of: \.paint, to: &json)
    sides("perimeter", of: \.perimeter, to: &json)
  }

  /// Writes those who score more at home, and those who score more away.
  static func writeVenues(_ all: [TeamTendency], to json: inout JSONText) {
    func write(_ json: inout JSONText, _ team: TeamTendency, _ venue: (home: Double, away: Double)) {
      let gap = (venue.home - venue.away).rounded(scale: 1)
      json.field("team", team.team)
      json.field("home_ppg", venue.home, scale: 1)
      json.field("away_ppg", venue.away, scale: 1)
      json.field("differential", gap, scale: 1)
      json.field("insight", "\(abs(gap)) points \(gap >= 0 ? "more" : "fewer") at home")
    }
    let (home, away) = ends(all, \.venue) { $0.home - $0.away }
    json.objects("home_dominant", home) { write(&$0, $1.0, $1.1) }
    json.objects("road_warriors", away) { write(&$0, $1.0, $1.1) }
  }

  /// Writes those whom consecutive days cost most, and least.
  static func writeBackToBacks(_ all: [TeamTendency], to json: inout JSONText) {
    func write(_ json: inout JSONText, _ team: TeamTendency, _ rest: (tired: Double, rested: Double, games: Int)) {
      json.field("team", team.team)
      json.field("b2b_ppg", rest.tired, scale: 1)
      json.field("rested_ppg", rest.rested, scale: 1)
      json.field("impact", rest.tired - rest.rested, scale: 1)
      json.field("b2b_games", rest.games)
    }
    let (resilient, vulnerable) = ends(all, \.rest) { $0.tired - $0.rested }
    json.objects("vulnerable", vulnerable) { write(&$0, $1.0, $1.1) }
    json.objects("resilient", resilient) { write(&$0, $1.0, $1.1) }
  }
}

extension TeamTendency.Zone {
  /// Nil below five games or without shots.
  init?(
    _ games: EntityRows<DefendedGame>, made: KeyPath<DefendedGame, Int?>, attempted: KeyPath<DefendedGame, Int?>
  ) {
    let known = games.filter { $0[keyPath: made] != nil && $0[keyPath: attempted] != nil }
    let attempts = known.reduce(0) { $0 + ($1[keyPath: attempted] ?? 0) }
    guard known.count >= 5, attempts > 0, let allowed = known.lazy.map({ Double($0.pointsAllowed) }).mean else {
      return nil
    }
    percent = Double(known.reduce(0) { $0 + ($1[keyPath: made] ?? 0) }) / Double(attempts) * 100
    pointsAllowed = allowed
    self.games = known.count
  }
}
