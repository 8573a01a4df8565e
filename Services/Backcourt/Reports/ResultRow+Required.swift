import Warehouse

extension ResultRow {
  /// The value in a column.
  ///
  /// - Throws: ``Warehouse/WarehouseError`` when it is null or of another type.
  func required<Value: ColumnValue>(_ index: Int, of table: String = "prediction_accuracy") throws -> Value {
    guard let value = Value(sqlValue: self[index]) else {
      throw WarehouseError.undecodable(table: table, column: "result \(index)")
    }
    return value
  }
}
