/// Why a stored model must not serve a date.
enum ModelRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// It was trained on features of another version, or of other names.
  case otherFeatures(model: String, version: String)
  /// Its bytes are not those that were stored.
  case damaged(model: String)
  /// It has seen the date, or the day before.
  case trainedTooLate(model: String, end: String)
  /// The library cannot take it up.
  case unusable(model: String, reason: String)

  var description: String {
    switch self {
    case .otherFeatures(let model, let version):
      "model \(model) is of features \(version), which are not today's; it is not asked"
    case .damaged(let model): "the artefact of model \(model) does not have its digest; it is not asked"
    case .trainedTooLate(let model, let end):
      "model \(model) is trained up to \(end), which the date does not come after"
    case .unusable(let model, let reason): "model \(model) cannot be used: \(reason)"
    }
  }
}
