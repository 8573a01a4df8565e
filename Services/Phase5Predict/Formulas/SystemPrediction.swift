/// What a system says of a player.
struct SystemPrediction: Hashable, Sendable {
  /// Points, two decimals.
  var points: Double
  /// The system's own score of itself, 0–1. The gates are held against it; it is no probability.
  var confidence: Double
  var adjustments = Adjustments()
  /// Where the nearest cases come from, for the system that looks at them.
  var similar: SimilarGames?
  /// The model that was asked; nil for a rule.
  var modelID: String?

  /// Points that a rule added to its base. Nil when the feature is missing, or the rule has no such part.
  struct Adjustments: Hashable, Sendable {
    var fatigue: Double?
    var zones: Double?
    var rating: Double?
    var pace: Double?
    var usage: Double?
    var venue: Double?

    var sum: Double {
      [fatigue, zones, rating, pace, usage, venue].reduce(0) { $0 + ($1 ?? 0) }
    }
  }
}
