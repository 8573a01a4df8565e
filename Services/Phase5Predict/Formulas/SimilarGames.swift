/// Games of a player that were like the one at hand.
struct SimilarGames: Hashable, Sendable {
  var count: Int
  /// Mean of their points, weighted by likeness.
  var baseline: Double
  /// Mean likeness, 0–100.
  var meanScore: Double
  /// Population standard deviation of their points.
  var deviation: Double
}
