public import League

extension PartitionRows {
  /// The rows as a reader sees them once they are stored, without a trip to the store.
  public func projected<P: Projection>(
    as projection: P.Type, from schema: TableSchema, on date: GameDate
  ) throws -> [P] {
    let wanted = try TableSchema(table: P.table, row: P.self).columns
    let places = try wanted.map { column in
      guard let place = schema.columns.firstIndex(where: { $0.name == column.name }) else {
        throw WarehouseError.undecodable(table: schema.table, column: column.name)
      }
      return place
    }
    var collector = ValueCollector(values: [])
    collector.values.reserveCapacity(schema.columns.count)
    return try rows.map { row in
      var row = row
      collector.values.removeAll(keepingCapacity: true)
      try row.columns(&collector)
      var decoder = ValueDecoder(values: collector.values, places: places, table: P.table)
      var projected = P()
      projected.gameDate = date
      try projected.columns(&decoder)
      return projected
    }
  }
}

private struct ValueCollector: ColumnVisitor {
  var values: [SQLValue]

  mutating func visit<Value: ColumnValue>(_ traits: @autoclosure () -> ColumnTraits, _ value: inout Value) throws {
    values.append(value.sqlValue)
  }
}

private struct ValueDecoder: ColumnVisitor {
  let values: [SQLValue]
  let places: [Int]
  let table: String
  var next = 0

  mutating func visit<Value: ColumnValue>(_ traits: @autoclosure () -> ColumnTraits, _ value: inout Value) throws {
    guard let decoded = Value(sqlValue: values[places[next]]) else {
      throw WarehouseError.undecodable(table: table, column: "\(traits().name)")
    }
    value = decoded
    next += 1
  }
}
