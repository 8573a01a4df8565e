/// How sure a rule is of itself: nine values from 0.25 to 0.60, no probability.
enum RuleConfidence {
  /// 0.5, less for a volatile scorer, more for one who played much lately. In hundredths, so that 0.45 is 0.45 and not a
  /// little less.
  static func score(deviation: Double?, gamesLast7Days: Double?) -> Double {
    var hundredths = 50
    if let deviation {
      hundredths -= deviation > 6 ? 15 : deviation > 4 ? 8 : 0
    }
    if let gamesLast7Days {
      hundredths += gamesLast7Days >= 3 ? 10 : gamesLast7Days >= 2 ? 5 : -10
    }
    return Double(min(max(hundredths, 20), 80)) / 100
  }
}
