import Bus
import Contracts
import Foundation
import Ledger
import TestKit
import Warehouse

/// One life of a service in this process. Everything that it does to the outside goes through here, where it can be killed
/// before or after any write and any message, be stopped for longer than its leases, or find the store held by
/// others or full.
final class MortalProcess: Sendable {
  /// What a dead process meets.
  struct Dead: Error {}

  let role: String
  private let misfortune: Misfortune
  private let clock: VirtualClock
  private let isDead = Locked(false)
  private let stoppedUntil = Locked<Date?>(nil)
  private let subscriptions = Locked<[UnreliableSubscription]>([])
  /// How many of the next writes the store refuses, and how.
  private let refusals = Locked<[WarehouseError]>([])
  private let death: AsyncStream<Void>
  private let dying: AsyncStream<Void>.Continuation

  init(role: String, misfortune: Misfortune, clock: VirtualClock) {
    (self.role, self.misfortune, self.clock) = (role, misfortune, clock)
    (death, dying) = AsyncStream.makeStream()
  }

  /// Returns when it is dead.
  func ended() async {
    for await _ in death {}
  }

  /// Dies at once: none of its doings has an effect any more.
  func die() {
    isDead.update { $0 = true }
    for subscription in subscriptions.value { subscription.abandon() }
    dying.finish()
  }

  fileprivate func proveAlive() throws(Dead) {
    if isDead.value { throw Dead() }
  }

  private func comeThrough() async throws {
    while let until = stoppedUntil.value, !isDead.value {
      let left = until.timeIntervalSince(clock.now)
      guard left > 0 else {
        stoppedUntil.update { if $0 == until { $0 = nil } }
        break
      }
      try await clock.sleep(for: .seconds(left))
    }
    try proveAlive()
  }

  fileprivate func read<Result: Sendable>(_ act: () async throws -> Result) async throws -> Result {
    try await comeThrough()
    return try await act()
  }

  fileprivate func write<Result: Sendable>(
    at path: String, _ act: () async throws -> Result
  ) async throws -> Result {
    try await comeThrough()
    if let refusal = refusals.update({ $0.popLast() }) { throw refusal }
    switch misfortune.blow(
      on: "\(role) writes",
      [
        "killed before a commit": 0.003, "killed after a commit": 0.003, "stopped past its lease": 0.003,
        "busy storm": 0.004, "disk full": role == "coordinator" ? 0 : 0.003,
      ])
    {
    case "killed before a commit":
      die()
      throw Dead()
    case "killed after a commit":
      _ = try await act()
      die()
      throw Dead()
    case "stopped past its lease":
      let seconds = 35 + 40 * (misfortune.draw("\(role) stopped") ?? 0)
      stoppedUntil.update { $0 = clock.now.addingTimeInterval(seconds) }
      try await comeThrough()
    case "busy storm":
      refusals.update { $0 = Array(repeating: .busy(path: path), count: 3) }
      throw WarehouseError.busy(path: path)
    case "disk full":
      refusals.update { $0 = Array(repeating: .diskFull(path: path), count: 5) }
      throw WarehouseError.diskFull(path: path)
    default: break
    }
    return try await act()
  }

  fileprivate func publish(_ message: Message, on bus: UnreliableBus) async throws(BusError) {
    do {
      try await comeThrough()
    } catch {
      throw .closed
    }
    switch misfortune.blow(
      on: "\(role) publishes", ["killed before a message": 0.004, "killed after a message": 0.004])
    {
    case "killed before a message":
      die()
      throw .closed
    case "killed after a message":
      try await bus.publish(message)
      die()
      throw .closed
    default: try await bus.publish(message)
    }
  }

  fileprivate func subscribe(
    to topics: [String], group: String, on bus: UnreliableBus
  ) throws(BusError) -> UnreliableSubscription {
    guard !isDead.value else { throw .closed }
    let subscription = try bus.join(topics, group: group)
    subscriptions.update { $0.append(subscription) }
    if isDead.value { subscription.abandon() }
    return subscription
  }
}

/// The warehouse as a mortal process has it.
struct MortalWarehouse: Warehouse {
  let warehouse: any Warehouse
  let process: MortalProcess

  var location: String { warehouse.location }

  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any WarehouseReader) throws -> Result
  ) async throws -> Result {
    try await process.read { try await warehouse.read(body) }
  }

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any WarehouseWriter) throws -> Result
  ) async throws -> Result {
    try await process.write(at: location) {
      try await warehouse.write { writer in
        let result = try body(writer)
        // Killed in the middle of a transaction, it leaves none behind.
        try process.proveAlive()
        return result
      }
    }
  }
}

/// The bus as a mortal process has it.
struct MortalBus: Bus {
  let bus: UnreliableBus
  let process: MortalProcess

  func publish(_ message: Message) async throws(BusError) {
    try await process.publish(message, on: bus)
  }

  func subscribe(to topics: [String], group: String) async throws(BusError) -> any Subscription {
    try process.subscribe(to: topics, group: group, on: bus)
  }
}
