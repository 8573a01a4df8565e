import League
import Pipeline

/// The games that players can be compared by: what each knew of his situation before them, and what he then scored.
struct PastCases: Sendable {
  private let situations: PastRows<PastSituation>
  private let season: PastRows<PastGame>
  private let results: PastRows<PastGame>

  /// - Parameters:
  ///   - situations: of this season and the one before.
  ///   - season: results of this season.
  ///   - results: results of both.
  init(situations: PastRows<PastSituation>, season: PastRows<PastGame>, results: PastRows<PastGame>) {
    self.situations = situations
    self.season = season
    self.results = results
  }

  /// A player's games, the newest first: of the last 90 days, at most 30; while he has fewer than 15 this season, games of
  /// the season before at half the weight besides.
  func cases(of player: Int) -> [SimilarityBalanced.Case] {
    let played = season.of(player).filter(\.isPlayed)
    let start = situations.date.adding(days: -SimilarityBalanced.days)
    let reachesBack = played.count < SimilarityBalanced.enoughOfSeason
    let games = reachesBack ? results.of(player).filter(\.isPlayed) : played
    let opening = played.first?.gameDate ?? situations.date
    let before = Dictionary(
      situations.of(player, since: reachesBack ? GameDate(dayNumber: 0) : start).map { ($0.gameDate, $0.situation) }
    ) { first, _ in first }
    var cases: [SimilarityBalanced.Case] = []
    for game in games.reversed() where cases.count < SimilarityBalanced.newest {
      let isEarlierSeason = game.gameDate < opening
      guard isEarlierSeason || game.gameDate >= start, let points = game.points else { continue }
      guard let situation = before[game.gameDate] else { continue }
      cases.append(
        SimilarityBalanced.Case(situation: situation, points: Double(points), weight: isEarlierSeason ? 0.5 : 1))
    }
    return cases
  }
}
