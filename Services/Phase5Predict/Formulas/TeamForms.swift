import League
import Pipeline

/// How the teams of the league have scored and defended up to a date.
struct TeamForms: Sendable {
  /// Days of the league's defensive rating.
  static let leagueDays = 30

  private let scores: PastRows<TeamScore>
  private let concessions: PastRows<TeamConcession>
  /// Mean points of a team in a game of this season; nil before the first.
  let leagueScore: Double?
  /// Mean points allowed per 100 possessions over the last 30 days.
  let leagueRating: Double?

  init(scores: PastRows<TeamScore>, concessions: PastRows<TeamConcession>) {
    self.scores = scores
    self.concessions = concessions
    let start = concessions.date.adding(days: -Self.leagueDays)
    let teams = scores.entities.sorted()
    leagueScore = teams.flatMap { Self.points(scores.of($0)) }.mean
    leagueRating =
      teams.flatMap { team in
        concessions.of(team, since: start).filter(\.countsForAverages).compactMap(\.defensiveRating)
      }.mean
  }

  /// How many games a team has played this season.
  func games(of team: TeamCode) -> Int { scores.of(team).count }

  /// How many games a team has played after a date.
  func games(of team: TeamCode, after date: GameDate) -> Int {
    scores.of(team, since: date.adding(days: 1)).count
  }

  /// Points that it scores, half after 10 games.
  func scored(by team: TeamCode) -> Double? { Self.fading(Self.points(scores.of(team))) }

  /// Points that it allows, half after 10 games.
  func allowed(by team: TeamCode) -> Double? { Self.fading(Self.conceded(concessions.of(team))) }

  /// Mean points that it allowed in its last 15 games; nil below three.
  func allowedInLast15(by team: TeamCode) -> Double? {
    let games = Self.conceded(concessions.of(team)).suffix(15)
    return games.count >= 3 ? games.mean : nil
  }

  private static func points(_ games: EntityRows<TeamScore>) -> [Double] {
    games.filter(\.countsForAverages).map { Double($0.points) }
  }

  private static func conceded(_ games: EntityRows<TeamConcession>) -> [Double] {
    games.filter(\.countsForAverages).map { Double($0.points) }
  }

  private static func fading(_ games: [Double]) -> Double? {
    var mean = FadingMean(halfLife: 10)
    for points in games.reversed() {
      mean.add(points)
    }
    return mean.mean
  }
}
