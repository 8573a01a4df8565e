import League
import Warehouse

/// A computed partition of any row type: checked, digested, ready to be written.
protocol ComputedPartition: Sendable {
  var digest: String { get }
  var count: Int { get }
  var expected: Int? { get }
  var emptyReason: String? { get }
  var shortcomings: [String] { get }
  /// Shows every row to a tally.
  func count(into tally: inout QualityTally) throws
  /// Replaces the partition in the store; returns the rows that the store then holds.
  func write(in writer: any WarehouseWriter) throws -> Int
  /// Lets the table make its effect, inside the transaction.
  func publish() throws
  /// The rows through the eyes of a reader.
  func rows<P: Projection>(as projection: P.Type) throws -> [P]
}

struct Computed<Row: Record>: ComputedPartition {
  let partition: PartitionRows<Row>
  let schema: TableSchema
  let date: GameDate
  let expected: Int?
  let emptyReason: String?
  let shortcomings: [String]
  private let effect: @Sendable ([Row]) throws -> Void

  init(
    _ result: Partition<Row>, schema: TableSchema, date: GameDate, effect: @escaping @Sendable ([Row]) throws -> Void
  ) throws {
    partition = try PartitionRows(result.rows, table: schema.table)
    guard try partition.haveKeysOfTheirOwn else {
      throw WarehouseError.duplicateKey(table: schema.table, date: "\(date)")
    }
    self.schema = schema
    self.date = date
    expected = result.expected
    emptyReason = result.emptyReason
    shortcomings = result.shortcomings
    self.effect = effect
  }

  var digest: String { partition.digest }
  var count: Int { partition.rows.count }

  func count(into tally: inout QualityTally) throws {
    var watched = WatchedValues(places: tally.columns)
    for var row in partition.rows {
      watched.startRow()
      try row.columns(&watched)
      tally.add(watched.values)
    }
  }

  func write(in writer: any WarehouseWriter) throws -> Int {
    try writer.replace(partition, of: schema, on: date)
  }

  func publish() throws {
    try effect(partition.rows)
  }

  func rows<P: Projection>(as projection: P.Type) throws -> [P] {
    try partition.projected(as: P.self, from: schema, on: date)
  }
}

extension PartitionRows {
  /// Whether no two rows have one key. The store would refuse them as well, but only when other tables' rows are at stake.
  fileprivate var haveKeysOfTheirOwn: Bool {
    get throws {
      var keys: Set<[SQLValue]> = []
      var collector = KeyCollector()
      for var row in rows {
        collector.key.removeAll(keepingCapacity: true)
        try row.columns(&collector)
        guard keys.insert(collector.key).inserted else { return false }
      }
      return true
    }
  }
}

private struct KeyCollector: ColumnReader {
  var key: [SQLValue] = []

  mutating func read(_ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> SQLValue) {
    if traits().isKey {
      key.append(value())
    }
  }
}
