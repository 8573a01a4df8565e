import Logging
import TestKit
import Testing
import Warehouse

@testable import Runtime

@Suite("Beginning on a warehouse that cannot be written")
struct PatientStartTests {
  /// Keeps what is logged.
  private struct Told: LogHandler {
    let lines: Locked<[String]>
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      lines.update { $0.append("\(event.metadata?["why"] ?? "")") }
    }
  }

  @Test("a full disk is waited for with growing pauses, said once, and not ready meanwhile; then the service begins")
  func full() async throws {
    let (clock, health, lines, tries) = (VirtualClock(), Health(), Locked<[String]>([]), Locked(0))
    let logger = Logger(label: "test") { _ in Told(lines: lines) }
    let start = PatientStart(clock: clock, logger: logger, health: health)
    let full = WarehouseError.diskFull(path: "/data/warehouse.sqlite")
    async let begun = start.begin {
      let number = tries.update { tries in
        tries += 1
        return tries
      }
      if number <= 4 { throw full }
      return number
    }
    for number in 1...4 {
      try await eventually("it waits after try \(number)") { tries.value == number && clock.alarms.count == 1 }
      #expect(await health.ready() == ["start": Health.Finding(false, "cannot begin: \(full)")])
      clock.advance(by: .seconds(60))
    }
    #expect(try await begun == 5)
    #expect(await health.ready() == ["start": Health.Finding(true, "has begun")])
    #expect(lines.value == ["\(full)"])
    #expect(lines.value[0].contains("free some"))
  }

  @Test("what no free space would mend is thrown at once")
  func other() async throws {
    let start = PatientStart(clock: VirtualClock(), logger: Logger(label: "test"))
    await #expect(throws: WarehouseError.readOnly(path: "x")) {
      try await start.begin { throw WarehouseError.readOnly(path: "x") }
    }
  }
}
