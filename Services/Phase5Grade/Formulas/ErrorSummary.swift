/// Errors of predictions, averaged. The sums run in hundredths of a point, so that a tie is a tie.
struct ErrorSummary: Hashable, Sendable {
  /// Mean absolute error, two decimals, half away from zero.
  let mean: Double
  /// Median absolute error, two decimals.
  let median: Double
  /// Mean signed error: positive is over-predicted.
  let bias: Double

  /// The summary of signed errors; nil without any.
  init?(signedErrors: [Double]) {
    guard !signedErrors.isEmpty else { return nil }
    let hundredths = signedErrors.map { Int(($0 * 100).rounded()) }
    let sizes = hundredths.map(abs).sorted()
    let middle = sizes.count / 2
    let twiceMedian = sizes.count.isMultiple(of: 2) ? sizes[middle - 1] + sizes[middle] : 2 * sizes[middle]
    mean = Self.points(sizes.reduce(0, +), over: sizes.count)
    median = Self.points(twiceMedian, over: 2)
    bias = Self.points(hundredths.reduce(0, +), over: hundredths.count)
  }

  private static func points(_ hundredths: Int, over count: Int) -> Double {
    (Double(hundredths) / Double(count)).rounded(.toNearestOrAwayFromZero) / 100
  }
}
