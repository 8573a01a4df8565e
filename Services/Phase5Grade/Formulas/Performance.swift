import League

/// What some graded predictions of one system come to. A void counts in `predictions` and `voids` and nowhere else.
struct Performance: Sendable {
  private(set) var predictions = 0
  private(set) var voids = 0
  private(set) var passes = 0
  private(set) var withoutLine = 0
  private(set) var overs = BetRecord()
  private(set) var unders = BetRecord()
  /// Sides taken with confidence of 0.70 or more.
  private(set) var confident = BetRecord()
  private(set) var errors = ErrorSummary()
  private var seasonAverage = ErrorSummary()
  private var last10Average = ErrorSummary()
  /// The system, and the line itself, on the rows that have one.
  private(set) var lined = ErrorSummary()
  private(set) var line = ErrorSummary()
  private var confidence = 0

  /// Nothing yet.
  init() {}

  init(_ graded: some Sequence<GradedPrediction>) {
    for prediction in graded {
      add(prediction)
    }
  }

  /// Adds a graded prediction.
  mutating func add(_ prediction: GradedPrediction) {
    predictions += 1
    guard !prediction.isVoid else {
      voids += 1
      return
    }
    confidence += Int((prediction.confidence * 1000).rounded())
    errors.add(prediction.signedError)
    seasonAverage.add(prediction.signedError(of: prediction.seasonAverage))
    last10Average.add(prediction.signedError(of: prediction.last10Average))
    if let offered = prediction.line {
      lined.add(prediction.signedError)
      line.add(prediction.signedError(of: offered))
    }
    switch prediction.recommendation {
    case .pass: passes += 1
    case .noLine: withoutLine += 1
    case .over: overs.add(isCorrect: prediction.isCorrect)
    case .under: unders.add(isCorrect: prediction.isCorrect)
    }
    if prediction.recommendation.isBet, prediction.confidence >= 0.7 {
      confident.add(isCorrect: prediction.isCorrect)
    }
  }

  /// Adds all that another holds.
  mutating func add(_ other: Performance) {
    predictions += other.predictions
    voids += other.voids
    passes += other.passes
    withoutLine += other.withoutLine
    overs.add(other.overs)
    unders.add(other.unders)
    confident.add(other.confident)
    errors.add(other.errors)
    seasonAverage.add(other.seasonAverage)
    last10Average.add(other.last10Average)
    lined.add(other.lined)
    line.add(other.line)
    confidence += other.confidence
  }

  /// Predictions that could be held against a result.
  var valid: Int { predictions - voids }

  /// Every side taken.
  var bets: BetRecord {
    BetRecord(
      wins: overs.wins + unders.wins, losses: overs.losses + unders.losses, pushes: overs.pushes + unders.pushes)
  }

  /// Mean confidence of what is not void; nil when all is.
  var meanConfidence: Double? {
    valid == 0 ? nil : Double(confidence) / Double(valid) / 1000
  }

  /// A count as a share of the valid predictions; nil when there is none.
  func share(_ count: Int) -> Double? {
    valid == 0 ? nil : Double(count) / Double(valid)
  }

  /// What the season averages were off by on the rows of `errors`; nil unless it is known for each of them.
  var seasonAverageError: Double? { seasonAverage.count == errors.count ? seasonAverage.mean : nil }
  /// Same of the averages of the last ten games.
  var last10AverageError: Double? { last10Average.count == errors.count ? last10Average.mean : nil }
}
