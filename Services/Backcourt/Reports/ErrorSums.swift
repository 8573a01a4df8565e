import Warehouse

/// Errors of predictions, added up. Sums of any two stretches add up to the sum of both.
struct ErrorSums: Hashable, Sendable {
  var count = 0
  var absolute = 0.0
  var squares = 0.0
  var signed = 0.0

  /// Points a prediction is off by on the whole; nil without any.
  var mean: Double? { count == 0 ? nil : absolute / Double(count) }

  /// Mean signed error, + is too high.
  var bias: Double? { count == 0 ? nil : signed / Double(count) }

  /// Standard error of the mean: the sample deviation of the absolute errors over √n; nil below two.
  var standardError: Double? {
    guard let mean, count > 1 else { return nil }
    let variance = max(0, squares - Double(count) * mean * mean) / Double(count - 1)
    return (variance / Double(count)).squareRoot()
  }

  static func += (left: inout ErrorSums, right: ErrorSums) {
    left.count += right.count
    left.absolute += right.absolute
    left.squares += right.squares
    left.signed += right.signed
  }
}
