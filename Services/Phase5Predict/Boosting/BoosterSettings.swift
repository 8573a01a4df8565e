/// How a model is trained.
struct BoosterSettings: Hashable, Sendable {
  /// Trees.
  var rounds: Int
  var seed: Int
  var maximumDepth: Int
  var learningRate: Double
  var minimumChildWeight: Double
  /// Share of the rows that each tree sees.
  var rowSample: Double
  /// Share of the features that each tree sees.
  var columnSample: Double
  var l2: Double
  /// Bins of a feature's histogram.
  var bins: Int

  /// What the system `xgboost_v1` is trained with; `docs/operations/models.md` has the measurements.
  static let standard = BoosterSettings(
    rounds: 100, seed: 1, maximumDepth: 4, learningRate: 0.07, minimumChildWeight: 5, rowSample: 0.7,
    columnSample: 0.3, l2: 2, bins: 128)

  /// Name and value as the library has them. The loss is the absolute error beyond a point and its square within
  /// (pseudo-Huber), so that predictions are close to medians. The library's own absolute error is no choice: before
  /// version 2 it sets the leaves without the learning rate, and learns the noise.
  var parameters: [(String, String)] {
    [
      ("objective", "reg:pseudohubererror"), ("huber_slope", "1"), ("tree_method", "hist"), ("base_score", "0"),
      ("seed", "\(seed)"),
      ("max_depth", "\(maximumDepth)"), ("eta", "\(learningRate)"), ("min_child_weight", "\(minimumChildWeight)"),
      ("subsample", "\(rowSample)"), ("colsample_bytree", "\(columnSample)"), ("lambda", "\(l2)"),
      ("max_bin", "\(bins)"),
    ]
  }

  /// The settings as compact JSON, for the model's row.
  var text: String {
    let fields = (parameters + [("rounds", "\(rounds)")]).map { "\"\($0)\":\"\($1)\"" }
    return "{\(fields.joined(separator: ","))}"
  }
}
