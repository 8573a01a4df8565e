import Foundation

/// What the systems' edges have been worth lately: the probability that the side of an edge wins.
///
/// A logistic regression, with an intercept for each system, on edge by deviation, spread of the members and quality of the
/// features. Fitted by Newton's method with a small ridge, so that equal rows give equal numbers.
struct Calibration: Hashable, Sendable {
  /// Fewer decided rows fit nothing.
  static let fewestRows = 1_000
  /// Holds the coefficients back where rows are few.
  static let ridge = 1.0
  /// Newton's steps; more change nothing that is stored.
  static let steps = 12

  /// A line, what a system made of it, and what came.
  struct Sample: Hashable, Sendable {
    var system: PredictionSystem
    var evidence: Evidence
    /// Whether the side of the edge won.
    var isWon: Bool
  }

  /// What the probability is judged by.
  struct Evidence: Hashable, Sendable {
    /// Points between prediction and line, without sign.
    var edge: Double
    /// Standard deviation of the points of his last ten games; nil counts as 6.
    var deviation: Double?
    /// Standard deviation of the members' predictions.
    var spread: Double
    /// 0–100.
    var quality: Double

    /// Each in the order of one.
    var terms: [Double] {
      [min(edge / max(deviation ?? 6, 1), 3), spread / 3, quality / 100]
    }
  }

  /// One for each system, in the order of ``PredictionSystem/allCases``.
  private(set) var intercepts: [Double]
  /// Of edge by deviation, spread / 3 and quality / 100.
  private(set) var slopes: [Double]

  init(intercepts: [Double], slopes: [Double]) {
    self.intercepts = intercepts
    self.slopes = slopes
  }

  /// Fits the rows; nil when they are too few.
  init?(_ samples: [Sample]) {
    guard samples.count >= Self.fewestRows else { return nil }
    let systems = PredictionSystem.allCases
    let width = systems.count + 3
    var weights = [Double](repeating: 0, count: width)
    let rows = samples.map { sample in
      (place: systems.firstIndex(of: sample.system) ?? 0, terms: sample.evidence.terms, won: sample.isWon ? 1.0 : 0.0)
    }
    for _ in 0..<Self.steps {
      var gradient = weights.map { -Self.ridge * $0 }
      var curvature = LinearSystem(size: width, diagonal: Self.ridge)
      for row in rows {
        var score = weights[row.place]
        for index in 0..<3 { score += weights[systems.count + index] * row.terms[index] }
        let probability = Self.logistic(score)
        let slope = probability * (1 - probability)
        let places = [row.place, systems.count, systems.count + 1, systems.count + 2]
        let values = [1.0] + row.terms
        for (place, value) in zip(places, values) {
          gradient[place] += (row.won - probability) * value
          for (other, otherValue) in zip(places, values) {
            curvature.add(slope * value * otherValue, at: place, other)
          }
        }
      }
      guard let step = curvature.solution(for: gradient) else { return nil }
      for index in 0..<width { weights[index] += step[index] }
    }
    guard weights.allSatisfy(\.isFinite) else { return nil }
    intercepts = Array(weights.prefix(systems.count))
    slopes = Array(weights.suffix(3))
  }

  /// Probability that the side of an edge wins, 0–1.
  func probability(of system: PredictionSystem, _ evidence: Evidence) -> Double {
    let place = PredictionSystem.allCases.firstIndex(of: system) ?? 0
    return Self.logistic(zip(slopes, evidence.terms).reduce(intercepts[place]) { $0 + $1.0 * $1.1 })
  }

  private static func logistic(_ score: Double) -> Double { 1 / (1 + exp(-score)) }
}
