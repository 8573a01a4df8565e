import League

/// Points as predictions have them: 0–60, two decimals.
enum PointsRange {
  static func clamped(_ points: Double) -> Double {
    min(max(points, 0), 60).rounded(scale: 2)
  }
}
