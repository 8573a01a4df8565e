import Contracts
import Ledger
import League
import Synchronization
import Warehouse

/// What a process has read and keeps in memory, current by output digest: histories, and the rows of the dates at hand.
final class RowCache: Sendable {
  /// Of so many dates are the rows kept that more than one table may ask for.
  private static let datesKept = 8

  private let warehouse: any Warehouse
  private let contents = Mutex(Contents())

  private struct Contents {
    var shelves: [ObjectIdentifier: any Sendable] = [:]
    var days: [ObjectIdentifier: [DateRows]] = [:]
  }

  private struct DateRows {
    var date: GameDate
    var digest: String
    var rows: any Sendable
  }

  init(warehouse: any Warehouse) {
    self.warehouse = warehouse
  }

  /// The history of a projection.
  func shelf<P: HistoryProjection>(_ projection: P.Type) -> HistoryShelf<P> {
    contents.withLock { contents in
      let kind = ObjectIdentifier(projection)
      if let shelf = contents.shelves[kind] as? HistoryShelf<P> { return shelf }
      let shelf = HistoryShelf<P>(warehouse: warehouse)
      contents.shelves[kind] = shelf
      return shelf
    }
  }

  /// The rows of one date.
  ///
  /// - Parameter digest: of the rows as the grid has it; the next table that asks for the same is then answered from
  ///   memory.
  func rows<P: Projection>(_ projection: P.Type, on date: GameDate, digest: String? = nil) async throws -> [P] {
    guard let digest else { return try await warehouse.read { try $0.rows(P.self, on: date) } }
    let kind = ObjectIdentifier(projection)
    let kept = contents.withLock { $0.days[kind]?.first { $0.date == date && $0.digest == digest } }
    if let rows = kept?.rows as? [P] { return rows }
    let (stored, rows) = try await warehouse.read { reader in
      let key = CellKey(TableName(declared: P.table), date)
      return (try Ledger.cell(key, in: reader)?.outputDigest, try reader.rows(P.self, on: date))
    }
    if stored == digest {
      contents.withLock { contents in
        var days = contents.days[kind, default: []].filter { $0.date != date }
        days.append(DateRows(date: date, digest: digest, rows: rows))
        contents.days[kind] = days.suffix(Self.datesKept)
      }
    }
    return rows
  }
}
