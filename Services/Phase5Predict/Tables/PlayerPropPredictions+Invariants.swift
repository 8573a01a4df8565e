import League
import Pipeline

extension PlayerPropPredictions {
  /// Which of the things that were learned from results have seen the date. A model is asked by ``PointsModel``.
  ///
  /// - Parameter learned: a name, and the last date whose results are in it.
  static func foresight(_ learned: [(name: String, lastDate: GameDate)], on date: GameDate) -> [String] {
    learned.filter { $0.lastDate >= date }.map { "\($0.name) knows results up to \($0.lastDate)" }
  }
}

extension PlayerPropPredictions.Row {
  /// What contradicts itself in the row; nil when nothing does. Ranges of points and confidences are held by the columns, one
  /// row for each game, player and system by the key.
  var contradiction: String? {
    let who = "\(system.rawValue) of player \(playerID)"
    if (recommendation == .noLine) != (line == nil) || hasLine != (line != nil) || (margin != nil) != hasLine {
      return "\(who) has \(recommendation.rawValue) with \(line.map { "a line of \($0)" } ?? "no line")"
    }
    if (modelID != nil) != (system == .boosted) {
      return "\(who) has \(modelID.map { "the model \($0)" } ?? "no model")"
    }
    if (filterReason == nil) != isActionable {
      return "\(who) is \(isActionable ? "to be acted on in spite of a reason" : "set aside without a reason")"
    }
    if (tierAdjustment != nil) != (adjustedPoints != nil) || (usesAdjustment && adjustedPoints == nil)
      || (tier != nil) != (system == .ensemble)
    {
      return "\(who) has an adjustment that is not one"
    }
    return nil
  }
}
