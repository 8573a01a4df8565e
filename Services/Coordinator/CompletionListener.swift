import Bus
import Contracts
import Ledger
import Logging
import Runtime
import ServiceLifecycle

/// Listens to every phase's completions and tells the engine.
struct CompletionListener: Service {
  let environment: ServiceEnvironment
  let engine: RunEngine
  /// Called after each completion.
  var afterHearing: @Sendable () -> Void = {}

  func run() async throws {
    let subscription = try await environment.bus.subscribe(
      to: Phase.allCases.map { Topic.complete($0).name }, group: "backcourt.coordinator")
    let consumer = Consumer(
      subscription: subscription, limits: .init(maxConcurrent: 1), logger: environment.logger,
      lane: EventBus.lane(of:), handle: hear)
    environment.watch(consumer, group: "backcourt.coordinator")
    try await withGracefulShutdownHandler {
      try await consumer.run()
    } onGracefulShutdown: {
      consumer.drain()
    }
  }

  /// Takes in one completion. A message that is none is put aside.
  private func hear(_ delivery: Delivery) async throws {
    let time = environment.clock.now.timestamp
    do {
      let event = try EventBus.event(in: delivery, receivedAt: time)
      if case .phaseCompleted(let completion) = event.payload {
        try await engine.heard(completion)
        afterHearing()
      }
    } catch let error as EventError {
      environment.logger.warning("message refused", metadata: ["reason": "\(error)"])
      try await environment.bus.publish(
        EventBus.deadLetter(delivery, on: .coordinatorDeadLetter, reason: "\(error)", at: time))
    }
  }
}
