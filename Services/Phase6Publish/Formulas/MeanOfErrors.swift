/// The mean of errors in points, two decimals, half away from zero; nil without any.
///
/// The sum runs in hundredths, so that a tie is a tie.
func meanOfErrors(_ errors: [Double]) -> Double? {
  guard !errors.isEmpty else { return nil }
  let hundredths = errors.reduce(0) { $0 + Int(($1 * 100).rounded()) }
  return (Double(hundredths) / Double(errors.count)).rounded(.toNearestOrAwayFromZero) / 100
}

/// A part of a whole; nil when the whole is nothing.
func share(_ part: Int, of whole: Int) -> Double? {
  whole == 0 ? nil : Double(part) / Double(whole)
}
