import Bus
import Contracts
import Foundation
import Ledger
import Logging
import Runtime
import ServiceLifecycle
import Warehouse

/// Records the dead letters of every phase in the ledger, where they outlive the bus, and sends one again when asked.
struct DeadLetterDesk: Service {
  let environment: ServiceEnvironment
  private let box: LetterBox

  init(environment: ServiceEnvironment) {
    self.environment = environment
    box = LetterBox(warehouse: environment.warehouse)
  }

  func run() async throws {
    let topics = Phase.allCases.map(Topic.deadLetter) + [.coordinatorDeadLetter]
    let subscription = try await environment.bus.subscribe(
      to: topics.map(\.name), group: "backcourt.coordinator.deadletters")
    let consumer = Consumer(
      subscription: subscription, limits: .init(readAhead: 128, maxConcurrent: 128), logger: environment.logger,
      lane: { _ in .backfill }, handle: record)
    environment.watch(consumer, group: "backcourt.coordinator.deadletters")
    try await withGracefulShutdownHandler {
      try await consumer.run()
    } onGracefulShutdown: {
      consumer.drain()
    }
  }

  private func record(_ delivery: Delivery) async throws {
    try await box.record(EventBus.deadLetter(in: delivery, recordedAt: environment.clock.now.timestamp))
  }

  /// Sends a letter to its original topic again, and keeps that it was, for every open letter of the same message.
  ///
  /// - Throws: ``Runtime/RedriveRefusal`` when it cannot go; ``Bus/BusError`` when the bus does not take it, and it stays open.
  func replay(_ id: String, _ order: ReplayOrder) async throws -> DeadLetter {
    guard let letter = try await letter(id) else { throw UnknownLetter(id: id) }
    let message = try EventBus.redrive(of: letter, limit: order.maxRedrives)
    try await environment.bus.publish(message)
    let time = environment.clock.now.timestamp
    try await environment.warehouse.write { writer in
      let same = try Ledger.openLetters(ofSameMessageAs: letter, in: writer).map(\.id)
      for id in same {
        _ = try Ledger.decide(id, .replayed, who: order.requestedBy, why: order.reason, at: time, in: writer)
      }
      try Ledger.audit(
        who: order.requestedBy, what: "deadletter replay",
        subject: "\(same.joined(separator: ", ")) to \(message.topic)", reason: order.reason, at: time, in: writer)
    }
    return try await self.letter(id) ?? letter
  }

  private func letter(_ id: String) async throws -> DeadLetter? {
    try await environment.warehouse.read { try Ledger.deadLetters(nil, id: id, limit: 1, in: $0) }.first { $0.id == id }
  }

  /// There is no such letter.
  struct UnknownLetter: Error, CustomStringConvertible {
    var id: String
    var description: String { "there is no dead letter '\(id)'; `backcourt deadletter list` lists them" }
  }
}
