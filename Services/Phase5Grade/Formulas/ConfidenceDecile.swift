/// The tenth of the confidence scale: 1 is below 0.1, 10 is 0.9 and above.
///
/// - Parameter confidence: 0–1, three decimals.
func confidenceDecile(_ confidence: Double) -> Int {
  min(10, Int((confidence * 1000).rounded()) / 100 + 1)
}
