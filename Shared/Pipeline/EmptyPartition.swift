import League
import Warehouse

/// No rows, of any type.
struct EmptyPartition: ComputedPartition {
  let table: String
  let date: GameDate

  var digest: String { RowSetDigest().text() }
  var count: Int { 0 }
  var expected: Int? { 0 }
  var emptyReason: String? { nil }
  var shortcomings: [String] { [] }
  func count(into tally: inout QualityTally) throws {}
  func publish() throws {}
  func rows<P: Projection>(as projection: P.Type) throws -> [P] { [] }

  func write(in writer: any WarehouseWriter) throws -> Int {
    try writer.execute("DELETE FROM \(table) WHERE game_date = ?", [date.sqlValue])
    return 0
  }
}
