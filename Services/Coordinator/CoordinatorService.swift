import Alerts
import Foundation
import Hummingbird
import NIOCore
import Runtime
import ServiceLifecycle

/// The coordinator at work: completions in, date events out, an API on the side, and each day's work where it is asked to.
struct CoordinatorService: Service {
  let environment: ServiceEnvironment
  let engine: RunEngine

  func run() async throws {
    let bulletin = Bulletin()
    let watch = AlertWatch(
      environment: environment, bulletin: bulletin,
      sinks: try AlertSinks.open(
        folder: environment.settings.dataDirectory, webhook: environment.settings.alertWebhook,
        logger: environment.logger))
    let desk = Desk(environment: environment, engine: engine)
    let listener = CompletionListener(environment: environment, engine: engine, afterHearing: bulletin.ring)
    let api = CoordinatorAPI(environment: environment, engine: engine, desk: desk, bulletin: bulletin).application()
    desk.tellMetrics()
    let start = PatientStart(clock: environment.clock, logger: environment.logger, health: environment.health)
    do {
      try await cancelWhenGracefulShutdown { [engine] in
        try await start.begin { try await DailyLog.prepare(engine.environment.warehouse) }
      }
    } catch is CancellationError {
      return  // told to stop before it could begin
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await listener.run() }
      group.addTask { try await DeadLetterDesk(environment: environment).run() }
      group.addTask { try await watch.run() }
      group.addTask {
        do {
          try await api.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
          throw AddressInUse(
            host: environment.settings.apiHost, port: environment.settings.apiPort,
            remedy: "choose another with `--port` or BACKCOURT_API_PORT")
        }
      }
      try await engine.resume()
      if environment.settings.isDaily {
        group.addTask { try await DailyMode(engine: engine).run() }
      }
      try await group.next()
      group.cancelAll()
    }
  }
}
