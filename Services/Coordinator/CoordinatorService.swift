import Hummingbird
import Runtime
import ServiceLifecycle

/// The coordinator at work: completions in, date events out, an API on the side.
struct CoordinatorService: Service {
  let environment: ServiceEnvironment
  let engine: RunEngine

  func run() async throws {
    let listener = CompletionListener(environment: environment, engine: engine)
    let api = CoordinatorAPI(environment: environment, engine: engine).application()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await listener.run() }
      group.addTask { try await api.run() }
      try await engine.resume()
      try await group.next()
      group.cancelAll()
    }
  }
}
