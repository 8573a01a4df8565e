/// The rows of a `CSVTable` below its header.
public struct CSVRows: RandomAccessCollection, Sendable {
  let table: CSVTable

  /// Zero.
  public var startIndex: Int { 0 }

  /// The number of rows.
  public var endIndex: Int { table.records.count - 1 }

  /// The row at a position.
  public subscript(position: Int) -> CSVRow {
    CSVRow(table: table, index: position)
  }
}
