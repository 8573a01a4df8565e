import Foundation

/// A mean in which each game back counts less than the next.
struct FadingMean: Sendable {
  private let factor: Double
  private var weight = 1.0
  private var sum = 0.0
  private var weights = 0.0

  /// - Parameter halfLife: games after which a game counts half.
  init(halfLife: Double) {
    factor = pow(0.5, 1 / halfLife)
  }

  /// Adds the next game back; nil is a game that is not known and ages the rest all the same.
  mutating func add(_ value: Double?) {
    if let value {
      sum += weight * value
      weights += weight
    }
    weight *= factor
  }

  /// Nil without a known game.
  var mean: Double? { weights > 0 ? sum / weights : nil }
}
