/// What tiredness costs, in points.
enum Fatigue {
  /// 100 is fresh: below 50 costs 2.5 points, below 70 one. A back-to-back costs 1.5, but fatigue contains it already,
  /// so only the larger of the two counts. Nil when neither is known.
  static func adjustment(score: Double?, backToBack: Double?) -> Double? {
    let tired = score.map { $0 < 50 ? -2.5 : $0 < 70 ? -1.0 : 0 }
    let secondNight = backToBack.map { $0 > 0.5 ? -1.5 : 0 }
    return [tired, secondNight].compactMap(\.self).min()
  }
}
