/// Rows of features as XGBoost takes them: one after the other, NaN where a value is missing.
struct FeatureMatrix: Hashable, Sendable {
  /// Features of a row.
  let columns: Int
  /// Where each row starts from: the model adds to it.
  private(set) var starts: [Float] = []
  private(set) var values: [Float] = []

  var rows: Int { starts.count }

  init(columns: Int, capacity: Int = 0) {
    self.columns = columns
    starts.reserveCapacity(capacity)
    values.reserveCapacity(capacity * columns)
  }

  /// Adds a row.
  ///
  /// - Throws: ``BoosterError/wrongShape(expected:found:)`` unless it has a value for each column.
  mutating func append(_ row: [Float], from start: Float) throws(BoosterError) {
    guard row.count == columns else { throw .wrongShape(expected: columns, found: row.count) }
    values.append(contentsOf: row)
    starts.append(start)
  }
}
