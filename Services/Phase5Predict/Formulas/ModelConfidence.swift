/// How sure the trained system is of itself: 0.74 to 0.90, no probability.
enum ModelConfidence {
  /// 70, more for a good feature vector and a steady scorer.
  static func score(quality: Double, deviation: Double?) -> Double {
    var score = 70
    score += quality >= 90 ? 10 : quality >= 80 ? 7 : quality >= 70 ? 5 : quality >= 60 ? 2 : 0
    if let deviation {
      score += deviation < 4 ? 10 : deviation < 6 ? 7 : deviation < 8 ? 5 : 2
    }
    return Double(score) / 100
  }
}
