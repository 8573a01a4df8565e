/// Errors of predictions, added up in hundredths of a point, so that a tie is a tie and the order does not matter.
struct ErrorSummary: Hashable, Sendable {
  private(set) var count = 0
  /// Errors of 3.0 or less, and of 5.0 or less.
  private(set) var within3 = 0
  private(set) var within5 = 0
  private var absolute = 0
  private var signed = 0
  private var squares = 0

  /// Nothing yet.
  init() {}

  /// Some signed errors.
  init(signedErrors: some Sequence<Double>) {
    for error in signedErrors {
      add(error)
    }
  }

  /// Adds a signed error; nil is none.
  mutating func add(_ signedError: Double?) {
    guard let signedError else { return }
    let error = Self.hundredths(signedError)
    count += 1
    within3 += abs(error) <= 300 ? 1 : 0
    within5 += abs(error) <= 500 ? 1 : 0
    absolute += abs(error)
    signed += error
    squares += error * error
  }

  /// Adds all that another holds.
  mutating func add(_ other: ErrorSummary) {
    count += other.count
    within3 += other.within3
    within5 += other.within5
    absolute += other.absolute
    signed += other.signed
    squares += other.squares
  }

  /// Mean absolute error in points, unrounded; nil without any.
  var exactMean: Double? { count == 0 ? nil : Double(absolute) / Double(count) / 100 }

  /// Mean signed error, unrounded: positive is over-predicted.
  var exactBias: Double? { count == 0 ? nil : Double(signed) / Double(count) / 100 }

  /// ``exactMean`` to two decimals, half away from zero.
  var mean: Double? { Self.points(absolute, over: count) }

  /// ``exactBias`` to two decimals, half away from zero.
  var bias: Double? { Self.points(signed, over: count) }

  /// Sample standard deviation of the signed errors; nil below two.
  var deviation: Double? { deviation(sum: signed) }

  /// Standard error of the mean absolute error; nil below two.
  var standardError: Double? { deviation(sum: absolute).map { $0 / Double(count).squareRoot() } }

  private func deviation(sum: Int) -> Double? {
    guard count > 1 else { return nil }
    return (Double(count * squares - sum * sum) / Double(count) / Double(count - 1)).squareRoot() / 100
  }

  /// Median absolute error to two decimals, half away from zero; nil without any.
  static func median(signedErrors: [Double]) -> Double? {
    guard !signedErrors.isEmpty else { return nil }
    let sizes = signedErrors.map { abs(hundredths($0)) }.sorted()
    let middle = sizes.count / 2
    return points(sizes.count.isMultiple(of: 2) ? sizes[middle - 1] + sizes[middle] : 2 * sizes[middle], over: 2)
  }

  private static func hundredths(_ points: Double) -> Int { Int((points * 100).rounded()) }

  private static func points(_ hundredths: Int, over count: Int) -> Double? {
    count == 0 ? nil : (Double(hundredths) / Double(count)).rounded(.toNearestOrAwayFromZero) / 100
  }
}
