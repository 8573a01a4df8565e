import Contracts
import Foundation
import Ledger
import League
import Logging
import Pipeline
import Runtime
import Synchronization
import Warehouse

/// What is published beside the documents of tables, when a date is done: indexes, status, the catalogue, and in live work
/// the documents that show the newest date.
///
/// In live work all of it is in place before the date's completion is heard of. During a backfill indexes, status and
/// documents that are soon replaced follow within seconds, and with the last date.
final class FrontPages: Sendable {
  private static let delay = Duration.seconds(10)

  private let store: any DocumentStore
  private let warehouse: any Warehouse
  private let clock: any WallClock
  private let logger: Logger
  private let isFresh = Mutex(true)
  private let later = Mutex<Task<Void, Never>?>(nil)

  init(store: any DocumentStore, environment: ServiceEnvironment) {
    self.store = store
    warehouse = environment.warehouse
    clock = environment.clock
    logger = environment.logger
  }

  /// Called after a date was committed and before its completion is published.
  func refresh(after completion: PhaseCompleted) async throws {
    let date = completion.request.date
    // The first time in any case: an earlier process may have died between a document and what follows from it.
    let isFirst = isFresh.withLock { isFresh in
      defer { isFresh = false }
      return isFresh
    }
    if isFirst {
      try store.put(try DocumentCatalogue.document())
      for other in UnavailableDocument.all { try store.put(try other.document()) }
    }
    if completion.request.mode == .live {
      try CurrentDocuments(store: store).show(date)
    }
    if completion.request.mode == .live || isFirst {
      try await settle()
    } else if try await warehouse.read({ try Self.isLast(date, in: $0) }) {
      try await settle()
    } else {
      settleLater()
    }
  }

  /// Writes indexes and status, and puts in place what is held back. Writers take turns, so what is newest stays.
  func settle() async throws {
    later.withLock { later in
      later?.cancel()
      later = nil
    }
    let today = GameDate.eastern(clock.now)
    try await warehouse.write { [store] writer in
      for index in [DocumentIndex.results(in: store), .predictions(in: store)] { try index.refresh(from: writer) }
      try HaltState.prepare(in: writer)
      let status = try StatusDocument(from: writer, halt: HaltState.of(today, in: writer)).document()
      try store.put(status.bytes, at: status.path)
      try store.release()
    }
    try store.settle()
  }

  private func settleLater() {
    later.withLock { later in
      guard later == nil else { return }
      later = Task {
        do {
          try await clock.sleep(for: Self.delay)
          self.later.withLock { $0 = nil }
          try await settle()
        } catch is CancellationError {
        } catch {
          logger.warning("documents are held back until the next date is done", metadata: ["why": "\(error)"])
        }
      }
    }
  }

  /// Whether no later date is planned, or no other date is open.
  private static func isLast(_ date: GameDate, in reader: any WarehouseReader) throws -> Bool {
    let table = SQLValue.text(ManifestDocument.name.text)
    let later = try reader.first(
      "SELECT 1 FROM output_grid WHERE table_name = ? AND game_date > ? LIMIT 1", [table, date.sqlValue]
    ) { $0.int(0) }
    let open = try reader.first(
      """
      SELECT 1 FROM output_grid
      WHERE table_name = ? AND game_date <> ? AND state IN ('expected', 'waiting', 'running') LIMIT 1
      """, [table, date.sqlValue]
    ) { $0.int(0) }
    return later == nil || open == nil
  }
}
