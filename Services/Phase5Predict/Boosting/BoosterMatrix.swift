import CXGBoost

/// Rows in XGBoost's own memory, freed with this value.
struct BoosterMatrix: ~Copyable {
  let handle: DMatrixHandle

  private init(owning handle: DMatrixHandle) {
    self.handle = handle
  }

  /// Rows to ask a model about.
  static func holding(_ matrix: FeatureMatrix, threads: Int) throws(BoosterError) -> BoosterMatrix {
    guard matrix.rows > 0 else { throw .noRows }
    var created: DMatrixHandle?
    try Booster.check(
      XGDMatrixCreateFromMat_omp(
        matrix.values, bst_ulong(matrix.rows), bst_ulong(matrix.columns), .nan, &created, Int32(threads)))
    guard let created else { throw .refused("it made no matrix") }
    let rows = BoosterMatrix(owning: created)
    try Booster.check(XGDMatrixSetFloatInfo(rows.handle, "base_margin", matrix.starts, bst_ulong(matrix.rows)))
    return rows
  }

  /// Rows to learn from, of which the library keeps the bins alone: a fraction of what the numbers take.
  ///
  /// - Parameters:
  ///   - labels: what the rows came to.
  ///   - bins: of a feature; the training must ask for as many.
  static func binned(
    _ matrix: FeatureMatrix, labels: [Float], bins: Int, threads: Int
  ) throws(BoosterError) -> BoosterMatrix {
    guard matrix.rows > 0 else { throw .noRows }
    guard labels.count == matrix.rows else { throw .wrongShape(expected: matrix.rows, found: labels.count) }
    var proxy: DMatrixHandle?
    try Booster.check(XGProxyDMatrixCreate(&proxy))
    guard let proxy else { throw .refused("it made no proxy") }
    defer { XGDMatrixFree(proxy) }
    let config = #"{"missing":NaN,"max_bin":\#(bins),"nthread":\#(threads)}"#
    let (code, refusal, created) = matrix.values.withUnsafeBufferPointer { values in
      let batch = OnlyBatch(values, starts: matrix.starts, labels: labels, for: proxy)
      var created: DMatrixHandle?
      let code = XGQuantileDMatrixCreateFromCallback(
        Unmanaged.passUnretained(batch).toOpaque(), proxy, nil, { OnlyBatch.behind($0)?.isGiven = false },
        { OnlyBatch.behind($0)?.give() ?? 0 }, config, &created)
      return (code, batch.refusal, created)
    }
    if let refusal { throw refusal }
    try Booster.check(code)
    guard let created else { throw .refused("it made no matrix") }
    return BoosterMatrix(owning: created)
  }

  deinit {
    XGDMatrixFree(handle)
  }
}
