import League

/// Which predictions a row of the summary is about: all, or those that have one thing in common.
enum SummarySlice: Hashable, Sendable {
  case overall
  case player(id: Int, lookup: String)
  case scoringTier(ScoringTier)
  case confidence(ConfidenceTier)
  case home
  case away

  /// A player with fewer predictions has no row of his own.
  static let fewestOfPlayer = 5
  /// So many players have a row: those with the most predictions.
  static let players = 200

  /// Graded predictions by slice; each is in several.
  static func slices(of graded: ArraySlice<GradedPrediction>) -> [SummarySlice: [GradedPrediction]] {
    var slices: [SummarySlice: [GradedPrediction]] = [.overall: Array(graded)]
    var players: [SummarySlice: [GradedPrediction]] = [:]
    for row in graded {
      slices[.scoringTier(row.tier), default: []].append(row)
      slices[.confidence(ConfidenceTier(row.confidence)), default: []].append(row)
      slices[row.isHome ? .home : .away, default: []].append(row)
      players[.player(id: row.playerID, lookup: row.playerLookup), default: []].append(row)
    }
    let chosen = players.filter { $0.value.count >= fewestOfPlayer }
      .sorted { ($1.value.count, $0.key.playerID ?? 0) < ($0.value.count, $1.key.playerID ?? 0) }
      .prefix(Self.players)
    for (slice, rows) in chosen {
      slices[slice] = rows
    }
    return slices
  }

  var playerID: Int? { if case .player(let id, _) = self { id } else { nil } }
  var playerLookup: String? { if case .player(_, let lookup) = self { lookup } else { nil } }
  var scoringTier: ScoringTier? { if case .scoringTier(let tier) = self { tier } else { nil } }
  var confidenceTier: String? { if case .confidence(let tier) = self { tier.rawValue } else { nil } }
  var situation: String? { self == .home ? "home" : self == .away ? "away" : nil }

  /// Player, tier, confidence and situation, `NULL` for all.
  var key: String {
    [playerID.map(String.init), scoringTier?.rawValue, confidenceTier, situation].map { $0 ?? "NULL" }
      .joined(separator: "|")
  }
}
