import Contracts
import League
import Pipeline
import Warehouse

/// Every prediction of a date beside what the player did: exactly one row for each.
struct PredictionAccuracy: Table {
  static let name: TableName = "prediction_accuracy"
  let version = 1

  struct Row: Record {
    var gameID = ""
    var playerID = 0
    var system = ""
    var playerLookup = ""
    var team = TeamCode.atl
    var opponent = TeamCode.atl
    var isHome = false
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

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("game_id", &gameID, "NBA game id, ten digits")
      try c.key("player_id", &playerID, "NBA person id")
      try c.key("system_id", &system, "The system that predicted")
      try c.column("player_lookup", &playerLookup, "Name as lower-case letters and digits")
      try c.column("team_abbr", &team, "His team")
      try c.column("opponent_team_abbr", &opponent, "The other team")
      try c.column("home_game", &isHome, "Whether his team is the home side")
      try c.column("predicted_points", &predicted, scale: 2, in: 0...60, "Predicted points")
      try c.column("confidence_score", &confidence, scale: 3, in: 0...1, "The system's own score; raw")
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
      try c.column("void_reason", &voidReason, "dnp_unknown: did not play; no_box_score: no player lines of his game")
    }
  }

  let predictions = SameDate<PointsPrediction>()
  let boxScores = SameDate<BoxScoreLine>()
  var inputs: [any Input] { [predictions, boxScores] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let predictions = try view[predictions]
    guard !predictions.isEmpty else { return .empty("no prediction was made for this date") }
    let games = Dictionary(grouping: try view[boxScores], by: \.gameID).mapValues { lines in
      Dictionary(lines.map { ($0.playerID, $0) }) { first, _ in first }
    }
    let rows = predictions.map { prediction in
      let game = games[prediction.gameID]
      return Row(prediction, Grade(prediction, line: game?[prediction.playerID], hasBoxScore: game != nil))
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
  init(_ prediction: PointsPrediction, _ grade: Grade) {
    gameID = prediction.gameID
    playerID = prediction.playerID
    system = prediction.system
    playerLookup = prediction.playerLookup
    team = prediction.team
    opponent = prediction.opponent
    isHome = prediction.isHome
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
  }
}
