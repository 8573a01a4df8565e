/// Errors of predictions, added up in hundredths of a point, so that a tie is a tie.
struct ErrorSummary: Hashable, Sendable {
  private var hundredths: [Int] = []

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
    hundredths.append(Int((signedError * 100).rounded()))
  }

  /// Adds all that another holds.
  mutating func add(_ other: ErrorSummary) {
    hundredths += other.hundredths
  }

  var count: Int { hundredths.count }

  /// Mean absolute error in points, unrounded; nil without any.
  var exactMean: Double? {
    count == 0 ? nil : Double(hundredths.reduce(0) { $0 + abs($1) }) / Double(count) / 100
  }

  /// Mean signed error, unrounded: positive is over-predicted.
  var exactBias: Double? {
    count == 0 ? nil : Double(hundredths.reduce(0, +)) / Double(count) / 100
  }

  /// ``exactMean`` to two decimals, half away from zero.
  var mean: Double? {
    Self.points(hundredths.reduce(0) { $0 + abs($1) }, over: count)
  }

  /// ``exactBias`` to two decimals, half away from zero.
  var bias: Double? {
    Self.points(hundredths.reduce(0, +), over: count)
  }

  /// Median absolute error, as ``mean``.
  var median: Double? {
    guard count > 0 else { return nil }
    let sizes = hundredths.map(abs).sorted()
    let middle = count / 2
    return Self.points(count.isMultiple(of: 2) ? sizes[middle - 1] + sizes[middle] : 2 * sizes[middle], over: 2)
  }

  /// Sample standard deviation of the signed errors; nil below two.
  var deviation: Double? {
    Self.deviation(hundredths)
  }

  /// Standard error of the mean absolute error; nil below two.
  var standardError: Double? {
    Self.deviation(hundredths.map(abs)).map { $0 / Double(count).squareRoot() }
  }

  /// How many are of `points` or less.
  func count(within points: Int) -> Int {
    hundredths.count { abs($0) <= 100 * points }
  }

  private static func deviation(_ values: [Int]) -> Double? {
    guard values.count > 1 else { return nil }
    let sum = values.reduce(0, +)
    let squares = values.reduce(0) { $0 + $1 * $1 }
    let scaled = Double(values.count * squares - sum * sum)
    return (scaled / Double(values.count) / Double(values.count - 1)).squareRoot() / 100
  }

  private static func points(_ hundredths: Int, over count: Int) -> Double? {
    count == 0 ? nil : (Double(hundredths) / Double(count)).rounded(.toNearestOrAwayFromZero) / 100
  }
}
