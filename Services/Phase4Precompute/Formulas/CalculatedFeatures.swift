import League

/// Features that are computed from several inputs at once. Each is nil when an input is missing.
enum CalculatedFeatures {
  /// Own days of rest less the opponent's, from −2 to +2.
  static func restAdvantage(own: Int?, opponent: Int?) -> Double? {
    guard let own, let opponent else { return nil }
    return Double(min(2, max(-2, own - opponent)))
  }

  /// −2 to +2 by how far the minutes of the last ten games are from the season's: 20 % is 2, 10 % is 1.
  static func minutesChange(last10: Double?, season: Double?) -> Double? {
    guard let last10, let season, last10 > 0, season > 0 else { return nil }
    switch (last10 - season) / season {
    case 0.2...: return 2
    case 0.1...: return 1
    case ...(-0.2): return -2
    case ...(-0.1): return -1
    default: return 0
    }
  }

  /// Share of games won; nil below five.
  static func winShare(wins: Int, games: Int) -> Double? {
    games < 5 ? nil : Double(wins) / Double(games)
  }

  /// 0 for available to 3 for doubtful or out, by the last word before the tip-off; nil when nothing was collected, which is
  /// not the same as available.
  static func injuryRisk(_ availability: Availability?) -> Double? {
    switch availability {
    case .available: 0
    case .probable: 1
    case .questionable: 2
    case .doubtful, .out: 3
    case nil: nil
    }
  }
}
