import League
import Pipeline
import Warehouse

/// What the graded predictions of a model came to, or of several, beside the rule `moving_average` on the same rows.
struct ModelRecord: Sendable {
  /// A prediction of the trained system, and the rule's of the same player and game.
  struct Grade: Sendable {
    var model: String
    var date: GameDate
    /// Predicted less scored points.
    var signedError: Double
    var ruleError: Double
    var isBet: Bool
    /// Whether the side taken won; nil for a push, and without a side.
    var isCorrect: Bool?
  }

  private var signedErrors: [Double] = []
  private var absolute = 0.0
  private var rule = 0.0
  private(set) var bets = BetRecord()
  private(set) var firstDate: GameDate?
  private(set) var lastDate: GameDate?

  init(_ grades: some Sequence<Grade>) {
    for grade in grades {
      signedErrors.append(grade.signedError)
      absolute += abs(grade.signedError)
      rule += grade.ruleError
      if grade.isBet { bets.add(isCorrect: grade.isCorrect) }
      firstDate = min(firstDate ?? grade.date, grade.date)
      lastDate = max(lastDate ?? grade.date, grade.date)
    }
  }

  var predictions: Int { signedErrors.count }
  /// Mean absolute error in points; nil without any.
  var error: Double? { predictions == 0 ? nil : absolute / Double(predictions) }
  /// The rule's.
  var ruleError: Double? { predictions == 0 ? nil : rule / Double(predictions) }
  /// Share by which the error is below the rule's.
  var gain: Double? { rule > 0 ? 1 - absolute / rule : nil }

  /// The middle error, + is too high; nil without any.
  var medianError: Double? {
    guard !signedErrors.isEmpty else { return nil }
    let sorted = signedErrors.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  /// The grades of a warehouse, of players who played.
  static func grades(in reader: any WarehouseReader) throws -> [Grade] {
    try reader.all(
      """
      SELECT model.model_id, model.game_date, model.signed_error, rule.absolute_error,
        model.recommendation IN ('OVER', 'UNDER'), model.prediction_correct
      FROM prediction_accuracy AS model JOIN prediction_accuracy AS rule
        ON rule.game_date = model.game_date AND rule.game_id = model.game_id AND rule.player_id = model.player_id
        AND rule.system_id = 'moving_average'
      WHERE model.model_id IS NOT NULL AND model.is_voided = 0 AND rule.is_voided = 0
      """
    ) { row in
      Grade(
        model: try row.required(0), date: try row.required(1), signedError: try row.required(2),
        ruleError: try row.required(3), isBet: try row.required(4), isCorrect: Bool(sqlValue: row[5]))
    }
  }
}
