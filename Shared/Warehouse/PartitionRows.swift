import League

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

  func integer(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> Int64?
  ) throws -> Visited<Int64> {
    if let value = value() {
      try check(Double(value), traits())
    }
    return .unchanged
  }

  func real(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> Double?
  ) throws -> Visited<Double> {
    guard let value = value() else { return .unchanged }
    let traits = traits()
    guard let scale = traits.scale else {
      try check(value, traits)
      return .unchanged
    }
    let rounded = value.rounded(scale: scale)
    try check(rounded, traits)
    return .replaced(rounded)
  }

  func text(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> String?
  ) throws -> Visited<String> {
    .unchanged
  }

  private func check(_ number: Double, _ traits: ColumnTraits) throws {
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
