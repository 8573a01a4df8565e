import Contracts
import Foundation
import Ledger
import League
import Synchronization
import Warehouse

/// What is published beside the documents of tables, when a date is done: indexes, status, the catalogue, and in live work
/// the documents that show the newest date.
final class FrontPages: Sendable {
  private let store: any DocumentStore
  private let warehouse: any Warehouse
  private let clock: any WallClock
  private let statusTime = Mutex<Date?>(nil)

  init(store: any DocumentStore, warehouse: any Warehouse, clock: any WallClock) {
    self.store = store
    self.warehouse = warehouse
    self.clock = clock
  }

  /// Called after a date was committed and before its completion is published, so whoever hears of it finds all of it.
  func refresh(after completion: PhaseCompleted) async throws {
    // The first time in any case: an earlier process may have died between a document and what follows from it.
    let now = clock.now
    let (isFirst, isStatusDue) = statusTime.withLock { last in
      defer { last = last.map { now.timeIntervalSince($0) >= 1 ? now : $0 } ?? now }
      return (last == nil, last.map { now.timeIntervalSince($0) >= 1 } ?? true)
    }
    let date = completion.request.date
    if isFirst {
      try store.put(try DocumentCatalogue.document())
      for other in UnavailableDocument.all { try store.put(try other.document()) }
    }
    if isFirst || completion.changed {
      let indexes = [DocumentIndex.results(in: store), DocumentIndex.predictions(in: store)]
      try await warehouse.write { writer in
        for index in indexes { try index.refresh(from: writer) }
      }
    }
    if completion.request.mode == .live {
      try CurrentDocuments(store: store).show(date)
    }
    // During a backfill a status a second old will do, but not after its last date.
    let mayWait = completion.request.mode == .backfill && !isStatusDue
    let status = try await warehouse.read { reader -> StatusDocument? in
      if mayWait, try !Self.isLast(date, in: reader) { return nil }
      return try StatusDocument(from: reader)
    }
    if let document = try status?.document() {
      try store.put(document.bytes, at: document.path)
      try store.settle()
    }
  }

  /// Whether no later date is planned.
  private static func isLast(_ date: GameDate, in reader: any WarehouseReader) throws -> Bool {
    try reader.first(
      "SELECT 1 FROM output_grid WHERE table_name = ? AND game_date > ? LIMIT 1",
      [.text(ResultsDocument.name.text), date.sqlValue]
    ) { $0.int(0) } == nil
  }
}
