/// The rows of one table on one date, rounded and checked against their declaration, ready to be written.
public struct PartitionRows<Row: Record>: Sendable {
  /// The rows, rounded to their columns' scales.
  public let rows: [Row]
  /// Digest of the rows, independent of their order.
  public let digest: String

  /// Rounds, checks and digests rows.
  ///
  /// - Throws: ``WarehouseError/badRow(table:column:value:expected:)`` for a value that is not a number or out of range.
  public init(_ rows: [Row], table: String) throws {
    var checker = CheckingVisitor(table: table)
    var digester = DigestingVisitor()
    var finished: [Row] = []
    finished.reserveCapacity(rows.count)
    for var row in rows {
      try row.columns(&checker)
      try row.columns(&digester)
      digester.digest.endRow()
      finished.append(row)
    }
    self.rows = finished
    self.digest = digester.digest.text()
  }
}

private struct CheckingVisitor: ColumnVisitor {
  let table: String

  mutating func visit<Value: ColumnValue>(_ traits: @autoclosure () -> ColumnTraits, _ value: inout Value) throws {
    let traits = traits()
    if let scale = traits.scale {
      value.round(scale: scale)
    }
    guard let number = value.number else { return }
    guard number.isFinite else {
      throw WarehouseError.badRow(
        table: table, column: "\(traits.name)", value: "\(number)", expected: "a finite number or null")
    }
    if let range = traits.range, !range.contains(number) {
      throw WarehouseError.badRow(
        table: table, column: "\(traits.name)", value: "\(number)",
        expected: "\(range.lowerBound) to \(range.upperBound)")
    }
  }
}
