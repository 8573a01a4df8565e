import Foundation
import Hummingbird
import NIOCore
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
      group.addTask { try await DeadLetterDesk(environment: environment).run() }
      group.addTask {
        do {
          try await api.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
          throw AddressInUse(host: environment.settings.apiHost, port: environment.settings.apiPort)
        }
      }
      try await engine.resume()
      try await group.next()
      group.cancelAll()
    }
  }
}

/// Another process listens where the API is to listen.
struct AddressInUse: Error, CustomStringConvertible {
  var host: String
  var port: Int

  var description: String {
    "port \(port) on \(host) is in use by another process; choose another with `--port` or BACKCOURT_API_PORT"
  }
}
