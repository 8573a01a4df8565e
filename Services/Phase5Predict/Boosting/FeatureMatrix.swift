/// Rows of features as XGBoost takes them, one after the other.
struct FeatureMatrix: Hashable, Sendable {
  /// Stands where a value is missing: above every value that a feature can have, where it gets a bin of its own (the
  /// library puts the lowest value in one bin with the next). To the library it is a number like any other, so that the bins
  /// are dense and take a quarter of the memory of sparse ones.
  static let missing: Float = 1_000_000
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
    for value in row { values.append(value.isNaN ? Self.missing : value) }
    starts.append(start)
  }
}
