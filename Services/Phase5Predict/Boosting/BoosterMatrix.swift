import CXGBoost

/// A matrix in XGBoost's own memory, freed with this value.
struct BoosterMatrix: ~Copyable {
  let handle: DMatrixHandle

  private init(owning handle: DMatrixHandle) {
    self.handle = handle
  }

  /// - Parameter labels: what the rows came to, for training; nil for predicting.
  static func holding(
    _ matrix: FeatureMatrix, labels: [Float]? = nil, threads: Int
  ) throws(BoosterError) -> BoosterMatrix {
    guard matrix.rows > 0 else { throw .noRows }
    if let labels, labels.count != matrix.rows {
      throw .wrongShape(expected: matrix.rows, found: labels.count)
    }
    var created: DMatrixHandle?
    try Booster.check(
      XGDMatrixCreateFromMat_omp(
        matrix.values, bst_ulong(matrix.rows), bst_ulong(matrix.columns), .nan, &created, Int32(threads)))
    guard let created else { throw .refused("it made no matrix") }
    let rows = BoosterMatrix(owning: created)
    try Booster.check(XGDMatrixSetFloatInfo(rows.handle, "base_margin", matrix.starts, bst_ulong(matrix.rows)))
    if let labels {
      try Booster.check(XGDMatrixSetFloatInfo(rows.handle, "label", labels, bst_ulong(labels.count)))
    }
    return rows
  }

  deinit {
    XGDMatrixFree(handle)
  }
}
