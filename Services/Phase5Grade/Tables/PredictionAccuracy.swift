import Contracts
import League
import Pipeline
import Warehouse

/// Every prediction of a date beside what the player did: exactly one row for each.
struct PredictionAccuracy: Table {
  static let name: TableName = "prediction_accuracy"
  let purpose =
    "Every prediction of a date beside what the player did, with the plain predictions that it is held against."
  let version = 4

  struct Row: Record {
    var gameID = ""
    var playerID = 0
    var system = ""
    var playerLookup = ""
    var team = TeamCode.atl
    var opponent = TeamCode.atl
    var isHome = false
    var tier = ScoringTier.bench
    var seasonAverage: Double?
    var last10Average: Double?
    var predicted = 0.0
    var confidence = 0.0
    var decile = 1
    var recommendation = Recommendation.noLine
    var hasLine = false
    var lineSource = ""
    var line: Double?
    var actual: Int?
    var minutes: Double?
    var absoluteError: Double?
    var signedError: Double?
    var isWithin3: Bool?
    var isWithin5: Bool?
    var predictedMargin: Double?
    var actualMargin: Double?
    var isCorrect: Bool?
    var isVoid = false
    var voidReason: VoidReason?
    var injury: InjuryStatus?
    var isInjuryFlagged = false
    var isInjuryConfirmed = false
    var similarGames: Int?
    var origin = PredictionOrigin()
    var adjustedError: Double?

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("game_id", &gameID, "NBA game id, ten digits")
      try c.key("player_id", &playerID, "NBA person id")
      try c.key("system_id", &system, "The system that predicted")
      try c.column("player_lookup", &playerLookup, "Name as lower-case letters and digits")
      try c.column("team_abbr", &team, "His team")
      try c.column("opponent_team_abbr", &opponent, "The other team")
      try c.column("home_game", &isHome, "Whether his team is the home side")
      try c.column("scoring_tier", &tier, "By his season's average before the game, unrounded")
      try c.column("season_average", &seasonAverage, scale: 2, in: 0...100, "That average; null when not known")
      try c.column(
        "last_10_average", &last10Average, scale: 2, in: 0...100, "Same of his last ten games; null when not known")
      try c.column("predicted_points", &predicted, scale: 2, in: 0...60, "Predicted points")
      try c.column(
        "confidence_score", &confidence, scale: 3, in: 0...1, "Probability that its side wins, as it was predicted")
      try c.column("confidence_decile", &decile, in: 1...10, "1 is below 0.1, 10 is 0.9 and above")
      try c.column("recommendation", &recommendation, "OVER, UNDER, PASS or NO_LINE")
      try c.column("has_prop_line", &hasLine, "Whether a book offered a line before the tip-off")
      try c.column("line_source", &lineSource, "ACTUAL_PROP or NO_PROP_LINE")
      try c.column("line_value", &line, scale: 1, in: 0.5...100, "The line; null without one")
      try c.column("actual_points", &actual, in: 0...100, "Points scored; null when he is not in the box score")
      try c.column("minutes_played", &minutes, scale: 2, in: 0...90, "Minutes; null when not known")
      try c.column("absolute_error", &absoluteError, scale: 2, in: 0...100, "Size of the error; null for a void")
      try c.column(
        "signed_error", &signedError, scale: 2, in: -100...100, "Predicted less actual, + is too high; null for a void")
      try c.column("within_3_points", &isWithin3, "Error of 3.0 or less; null for a void")
      try c.column("within_5_points", &isWithin5, "Error of 5.0 or less; null for a void")
      try c.column(
        "predicted_margin", &predictedMargin, scale: 2, in: -100...100, "Predicted less line; null without one")
      try c.column(
        "actual_margin", &actualMargin, scale: 2, in: -100...100, "Actual less line; null without one, or void")
      try c.column(
        "prediction_correct", &isCorrect, "Whether the side taken won; null for PASS, NO_LINE, a push and a void")
      try c.column("is_voided", &isVoid, "Whether it cannot be held against a result")
      try c.column(
        "void_reason", &voidReason,
        "dnp_injury_confirmed, dnp_late_scratch, dnp_unknown: did not play; no_box_score: no player lines of his game")
      try c.column("pre_game_injury_status", &injury, "The report before the tip-off; null without one")
      try c.column("pre_game_injury_flag", &isInjuryFlagged, "Whether it said that he may not play")
      try c.column("injury_confirmed_postgame", &isInjuryConfirmed, "Whether a report had warned, and he did not play")
      try c.column("similarity_sample_size", &similarGames, in: 5...20, "Similar games behind it; null for the others")
      try origin.columns(&c)
      try c.column(
        "adjusted_absolute_error", &adjustedError, scale: 2, in: 0...100,
        "Size of the error of adjusted_points; null without them, and for a void")
    }
  }

  var quality: [QualityCheck] {
    [
      .sum(["actual_points", "signed_error"], equals: "predicted_points", else: .fail, "what an error is"),
      .sum(["line_value", "predicted_margin"], equals: "predicted_points", else: .fail, "what a margin is"),
      .sum(["line_value", "actual_margin"], equals: "actual_points", else: .fail, "what a margin is"),
      .nulls("line_value", among: "has_prop_line", atMost: 0, else: .fail, "a line is a number"),
      .nulls("void_reason", among: "is_voided", atMost: 0, else: .fail, "a void says why"),
      .share(
        "is_voided", in: 0...0.5, fromRows: 500, over: .month,
        "who played in one of his team's last three games mostly plays again"),
    ]
  }

  let predictions = SameDate<PointsPrediction>()
  let boxScores = SameDate<BoxScoreLine>()
  let standings = SameDate<PlayerStanding>()
  var inputs: [any Input] { [predictions, boxScores, standings] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let predictions = try view[predictions]
    guard !predictions.isEmpty else { return .empty("no prediction was made for this date") }
    let games = Dictionary(grouping: try view[boxScores], by: \.gameID).mapValues { lines in
      Dictionary(lines.map { ($0.playerID, $0) }) { first, _ in first }
    }
    let standings = Dictionary(
      try view[standings].map { (GradedPrediction.Subject(gameID: $0.gameID, playerID: $0.playerID), $0) }
    ) { first, _ in first }
    let rows = predictions.map { prediction in
      let game = games[prediction.gameID]
      let standing = standings[.init(gameID: prediction.gameID, playerID: prediction.playerID)]
      let grade = Grade(prediction, line: game?[prediction.playerID], hasBoxScore: game != nil)
      return Row(prediction, grade, standing: standing)
    }
    let contradictions = rows.compactMap(\.contradiction)
    guard contradictions.isEmpty else {
      throw PipelineError.qualityBroken(table: Self.name.text, reasons: contradictions)
    }
    let ungraded = rows.count { $0.voidReason == .noBoxScore }
    return Partition(
      rows, expected: predictions.count,
      shortcomings: ungraded == 0
        ? [] : ["\(ungraded) predictions are void: no player box score of their games is kept"])
  }
}

extension PredictionAccuracy.Row {
  /// The row of a graded prediction.
  ///
  /// - Parameter standing: nil when the feature store does not have the player.
  init(_ prediction: PointsPrediction, _ grade: Grade, standing: PlayerStanding?) {
    gameID = prediction.gameID
    playerID = prediction.playerID
    system = prediction.system
    playerLookup = prediction.playerLookup
    team = prediction.team
    opponent = prediction.opponent
    isHome = prediction.isHome
    tier = ScoringTier(seasonAverage: standing?.season)
    seasonAverage = standing?.season
    last10Average = standing?.last10
    predicted = prediction.points
    confidence = prediction.confidence
    decile = confidenceDecile(prediction.confidence)
    recommendation = prediction.recommendation
    hasLine = prediction.hasLine
    lineSource = prediction.lineSource
    line = prediction.line
    actual = grade.actual
    minutes = grade.minutes
    absoluteError = grade.absoluteError
    signedError = grade.signedError
    isWithin3 = grade.isWithin(3)
    isWithin5 = grade.isWithin(5)
    predictedMargin = prediction.line.map { prediction.points - $0 }
    actualMargin = grade.actualMargin
    isCorrect = grade.isCorrect
    isVoid = grade.isVoid
    voidReason = grade.voidReason
    injury = prediction.injury
    isInjuryFlagged = prediction.isInjuryFlagged
    isInjuryConfirmed = grade.voidReason?.confirmsReport ?? false
    similarGames = prediction.similarGames
    origin = prediction.origin
    adjustedError = grade.adjustedError
  }

  /// What contradicts itself in the row; nil when nothing does.
  var contradiction: String? {
    let isDecided = recommendation.isBet && !isVoid && actualMargin != 0
    if (recommendation == .noLine) != (line == nil) {
      return "player \(playerID) has \(recommendation.rawValue) with \(line.map { "a line of \($0)" } ?? "no line")"
    }
    if (isCorrect != nil) != isDecided {
      return isDecided
        ? "player \(playerID) has a decided bet without a verdict"
        : "player \(playerID) has a verdict without a decided bet"
    }
    if isVoid == (signedError != nil) || absoluteError != signedError.map({ abs($0) }) {
      return "player \(playerID) has errors that do not belong together"
    }
    if (adjustedError != nil) != (origin.adjustedPoints != nil && !isVoid) {
      return "player \(playerID) has an adjustment without its error, or an error without it"
    }
    return nil
  }
}
