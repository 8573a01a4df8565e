/// The mean of errors in points, two decimals, half away from zero.
///
/// The sum runs in hundredths, so that a tie is a tie.
struct MeanOfErrors {
  private var hundredths = 0
  private var count = 0

  /// Counts an error.
  mutating func add(_ error: Double) {
    hundredths += Int((error * 100).rounded())
    count += 1
  }

  /// Nil without an error.
  var mean: Double? {
    count == 0 ? nil : (Double(hundredths) / Double(count)).rounded(.toNearestOrAwayFromZero) / 100
  }
}

/// The mean of errors in points; see ``MeanOfErrors``.
func meanOfErrors(_ errors: some Sequence<Double>) -> Double? {
  var mean = MeanOfErrors()
  for error in errors { mean.add(error) }
  return mean.mean
}

/// A part of a whole; nil when the whole is nothing.
func share(_ part: Int, of whole: Int) -> Double? {
  whole == 0 ? nil : Double(part) / Double(whole)
}
