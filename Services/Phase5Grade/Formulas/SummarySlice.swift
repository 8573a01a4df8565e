import League

/// Which predictions a row of the summary is about: all, or those that have one thing in common.
enum SummarySlice: Hashable, Sendable {
  case overall
  case player(Int)
  case scoringTier(ScoringTier)
  case confidence(ConfidenceTier)
  case home
  case away

  /// Player, tier, confidence and situation, `NULL` for all.
  var key: String {
    [playerID.map(String.init), scoringTier?.rawValue, confidenceTier, situation].map { $0 ?? "NULL" }
      .joined(separator: "|")
  }

  var playerID: Int? { if case .player(let id) = self { id } else { nil } }
  var scoringTier: ScoringTier? { if case .scoringTier(let tier) = self { tier } else { nil } }
  var confidenceTier: String? { if case .confidence(let tier) = self { tier.rawValue } else { nil } }
  var situation: String? { self == .home ? "home" : self == .away ? "away" : nil }
}
