import Warehouse

/// Sums over graded predictions of a system. Rates and means are taken from sums, never from rates of days.
struct SystemSums: Hashable, Sendable {
  var predictions = 0
  var graded = 0
  var wins = 0
  var losses = 0
  var pushes = 0
  var overWins = 0
  var overLosses = 0
  var underWins = 0
  var underLosses = 0
  var confidentWins = 0
  var confidentLosses = 0
  var within3 = 0
  var within5 = 0
  /// Absolute errors in hundredths of a point.
  var error = 0
  /// Signed errors in hundredths of a point.
  var bias = 0

  init() {}

  /// The sums over some predictions; a void counts as a prediction and nowhere else.
  init(_ grades: some Sequence<GradedPrediction>) {
    for grade in grades { add(grade) }
  }

  private mutating func add(_ grade: GradedPrediction) {
    predictions += 1
    guard !grade.isVoid else { return }
    graded += 1
    error += hundredths(grade.absoluteError)
    bias += hundredths(grade.signedError)
    within3 += grade.isWithin3 == true ? 1 : 0
    within5 += grade.isWithin5 == true ? 1 : 0
    switch grade.verdict {
    case .win, .loss:
      let (won, lost) = grade.verdict == .win ? (1, 0) : (0, 1)
      wins += won
      losses += lost
      if grade.recommendation == .over {
        overWins += won
        overLosses += lost
      } else {
        underWins += won
        underLosses += lost
      }
      if ConfidenceTier(grade.confidence) == .high {
        confidentWins += won
        confidentLosses += lost
      }
    case .push: pushes += 1
    case .pass, .noLine, .void: break
    }
  }

  private func hundredths(_ value: Double?) -> Int { Int(((value ?? 0) * 100).rounded()) }

  /// Adds the sums of other predictions.
  static func += (left: inout SystemSums, right: SystemSums) {
    left.predictions += right.predictions
    left.graded += right.graded
    left.wins += right.wins
    left.losses += right.losses
    left.pushes += right.pushes
    left.overWins += right.overWins
    left.overLosses += right.overLosses
    left.underWins += right.underWins
    left.underLosses += right.underLosses
    left.confidentWins += right.confidentWins
    left.confidentLosses += right.confidentLosses
    left.within3 += right.within3
    left.within5 += right.within5
    left.error += right.error
    left.bias += right.bias
  }

  var winRate: Double? { share(wins, of: wins + losses) }
  /// Mean absolute error in points.
  var meanError: Double? { mean(error) }
  /// Mean signed error in points.
  var meanBias: Double? { mean(bias) }

  /// Two decimals, half away from zero.
  private func mean(_ sum: Int) -> Double? {
    graded == 0 ? nil : (Double(sum) / Double(graded)).rounded(.toNearestOrAwayFromZero) / 100
  }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("predictions", &predictions, "All predictions, voids included")
    try c.column("graded", &graded, "Those that are not void")
    try c.column("wins", &wins, "Sides taken that won")
    try c.column("losses", &losses, "Sides taken that lost")
    try c.column("pushes", &pushes, "Sides taken where the points equal the line")
    try c.column("over_wins", &overWins, "OVER that won")
    try c.column("over_losses", &overLosses, "OVER that lost")
    try c.column("under_wins", &underWins, "UNDER that won")
    try c.column("under_losses", &underLosses, "UNDER that lost")
    try c.column("confident_wins", &confidentWins, "Sides with confidence of 0.70 or more that won")
    try c.column("confident_losses", &confidentLosses, "Sides with confidence of 0.70 or more that lost")
    try c.column("within_3", &within3, "Errors of 3.0 or less")
    try c.column("within_5", &within5, "Errors of 5.0 or less")
    try c.column("error_hundredths", &error, "Sum of the absolute errors in hundredths of a point")
    try c.column("bias_hundredths", &bias, "Sum of the signed errors in hundredths of a point")
  }
}
