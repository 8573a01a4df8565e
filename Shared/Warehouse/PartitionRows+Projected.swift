public import League

extension PartitionRows {
  /// The rows as a reader sees them once they are stored, without a trip to the store.
  public func projected<P: Projection>(
    as projection: P.Type, from schema: TableSchema, on date: GameDate
  ) throws -> [P] {
    let wanted = try P.schema.columns
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

private struct ValueCollector: ColumnReader {
  var values: [SQLValue]

  mutating func read(_ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> SQLValue) {
    values.append(value())
  }
}

private struct ValueDecoder: ColumnWriter {
  let values: [SQLValue]
  let places: [Int]
  let table: String
  var place = 0

  mutating func next() -> SQLValue {
    defer { place += 1 }
    return values[places[place]]
  }
}
