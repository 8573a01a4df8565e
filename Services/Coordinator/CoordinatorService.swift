import Bus
import Contracts
import Hummingbird
import Ledger
import Logging
import Runtime
import ServiceLifecycle

/// The coordinator at work: completions in, date events out, an API on the side.
struct CoordinatorService: Service {
  let environment: ServiceEnvironment
  let engine: RunEngine

  func run() async throws {
    let subscription = try await environment.bus.subscribe(
      to: Phase.allCases.map { Topic.complete($0).name }, group: "backcourt.coordinator")
    let consumer = Consumer(
      subscription: subscription, limits: .init(maxConcurrent: 1), logger: environment.logger,
      lane: EventBus.lane(of:), handle: hear)
    let api = CoordinatorAPI(environment: environment, engine: engine).application()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await withGracefulShutdownHandler {
          try await consumer.run()
        } onGracefulShutdown: {
          consumer.drain()
        }
      }
      group.addTask { try await api.run() }
      try await engine.resume()
      try await group.next()
      group.cancelAll()
    }
  }

  /// Takes in one completion. A message that is none is put aside.
  func hear(_ delivery: Delivery) async throws {
    let time = environment.clock.now.timestamp
    do {
      let event = try EventBus.event(in: delivery, receivedAt: time)
      if case .phaseCompleted(let completion) = event.payload {
        try await engine.heard(completion)
      }
    } catch let error as EventError {
      environment.logger.warning("message refused", metadata: ["reason": "\(error)"])
      try await environment.bus.publish(
        EventBus.deadLetter(delivery, on: .coordinatorDeadLetter, reason: "\(error)", at: time))
    }
  }
}
