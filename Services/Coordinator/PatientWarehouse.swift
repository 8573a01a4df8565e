import Foundation
import Ledger
import Logging
import Pipeline
import Runtime
import Warehouse

/// The warehouse as the coordinator uses it: a store that another process holds is waited for, as long as it takes.
///
/// A phase that finds the store busy hands its message back; a run has nobody to hand itself back to, and would be over.
struct PatientWarehouse: Warehouse {
  let warehouse: any Warehouse
  let clock: any WallClock
  let logger: Logger

  var location: String { warehouse.location }
  var secondsAhead: Double { warehouse.secondsAhead }

  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any WarehouseReader) throws -> Result
  ) async throws -> Result {
    try await patiently { try await warehouse.read(body) }
  }

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any WarehouseWriter) throws -> Result
  ) async throws -> Result {
    try await patiently { try await warehouse.write(body) }
  }

  private func patiently<Result: Sendable>(_ act: () async throws -> Result) async throws -> Result {
    var attempt = 1
    while true {
      do {
        return try await act()
      } catch WarehouseError.busy(let path) {
        logger.warning("the warehouse is held by another process; waiting", metadata: ["path": "\(path)"])
        try await clock.sleep(for: Backoff.delay(attempt: attempt))
        attempt += 1
      } catch WarehouseError.unreachable(let location, let reason) {
        logger.warning(
          "the warehouse cannot be reached; waiting", metadata: ["path": "\(location)", "why": "\(reason)"])
        try await clock.sleep(for: Backoff.delay(attempt: attempt))
        attempt += 1
      }
    }
  }
}
