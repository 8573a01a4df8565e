import Foundation
import Runtime
import TestKit
import Testing

@Suite("An alarm, and where the coordinator is")
struct AlarmTests {
  @Test("it wakes at its time, or when rung, or when it was rung before")
  func wakes() async throws {
    let clock = VirtualClock()
    let alarm = Alarm(clock: clock)
    let woken = Locked(0)
    let sleeper = Task {
      try await alarm.wait(until: clock.now.addingTimeInterval(60))
      woken.update { $0 += 1 }
      try await alarm.wait(until: nil)
      woken.update { $0 += 1 }
      try await alarm.wait(until: nil)
      woken.update { $0 += 1 }
    }
    try await eventually("it sleeps") { clock.alarms.count == 1 }
    clock.advance(by: .seconds(59))
    #expect(woken.value == 0)
    clock.advance(by: .seconds(1))
    try await eventually("its time woke it") { woken.value == 1 }
    alarm.ring()
    try await eventually("the ring woke it") { woken.value == 2 }
    sleeper.cancel()
    await #expect(throws: CancellationError.self) { try await sleeper.value }
  }

  @Test("the coordinator's address is read where it was written, and forgotten when asked")
  func address() throws {
    let folder = try TemporaryFolder()
    #expect(try CoordinatorAddress.read(from: folder.path) == nil)
    let address = CoordinatorAddress(url: "http://127.0.0.1:8420")
    try address.write(to: folder.path)
    #expect(try CoordinatorAddress.read(from: folder.path) == address)
    try CoordinatorAddress.remove(from: folder.path)
    try CoordinatorAddress.remove(from: folder.path)
    #expect(try CoordinatorAddress.read(from: folder.path) == nil)
  }
}
