/// What went wrong in training a model, or in asking one.
enum BoosterError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The library refused, in its own words.
  case refused(String)
  /// The rows do not have as many values as the model has features, or not one label or start each.
  case wrongShape(expected: Int, found: Int)
  /// There is nothing to learn from.
  case noRows

  var description: String {
    switch self {
    case .refused(let reason): "XGBoost refused: \(reason)"
    case .wrongShape(let expected, let found): "\(expected) values were needed and \(found) given"
    case .noRows: "there are no rows to learn from"
    }
  }
}
