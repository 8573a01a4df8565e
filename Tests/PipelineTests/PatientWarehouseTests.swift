import Logging
import TestKit
import Testing
import Warehouse

@testable import Coordinator

@Suite("A store that others hold")
struct PatientWarehouseTests {
  @Test(
    "R41: the coordinator waits for a store that is held, as long as it is, and writes once; any other error is told at once"
  )
  func patience() async throws {
    let folder = try TemporaryFolder()
    let clock = VirtualClock()
    let tries = Locked(0)
    let store = RefusingWarehouse(inner: try folder.warehouse()) {
      tries.update { tries in
        tries += 1
        return tries <= 3 ? WarehouseError.busy(path: "x") : nil
      }
    }
    let patient = PatientWarehouse(warehouse: store, clock: clock, logger: Logger(label: "test"))
    async let written = patient.write { writer in
      try writer.execute("UPDATE ledger_clock SET change = change + 1 WHERE id = 1", [])
    }
    for number in 1...3 {
      try await eventually("it waits for try \(number + 1)") { tries.value == number && clock.alarms.count == 1 }
      clock.advance(by: .seconds(60))
    }
    #expect(try await written == 1)
    #expect(try await patient.read { try $0.first("SELECT change FROM ledger_clock") { $0.int(0) } } == 1)
    #expect(tries.value == 5)

    let full = PatientWarehouse(
      warehouse: RefusingWarehouse(inner: try folder.warehouse()) { WarehouseError.diskFull(path: "x") }, clock: clock,
      logger: Logger(label: "test"))
    await #expect(throws: WarehouseError.diskFull(path: "x")) { try await full.read { _ in 0 } }
  }
}

/// A warehouse that says why it does not want to now; nil lets the call through.
private struct RefusingWarehouse: Warehouse {
  let inner: any Warehouse
  let refusal: @Sendable () -> WarehouseError?

  var location: String { inner.location }

  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any WarehouseReader) throws -> Result
  ) async throws -> Result {
    if let error = refusal() { throw error }
    return try await inner.read(body)
  }

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any WarehouseWriter) throws -> Result
  ) async throws -> Result {
    if let error = refusal() { throw error }
    return try await inner.write(body)
  }
}
