import BusKafka
import CoreMetrics
import Foundation
import Ledger
import Logging
public import ServiceLifecycle
import Telemetry
import UnixSignals

/// Runs a service as a process: logging, signals, the end of a supervised process, messages for people and exit codes.
public enum ServiceHost {
  /// The version of this build, in logs and replies.
  public static let version = "0.1.0"

  /// Exit codes of every executable.
  public enum ExitCode: Int32, Sendable {
    /// Done.
    case done = 0
    /// Failed; the message says why.
    case failed = 1
    /// Called or configured in a way that cannot work.
    case usage = 2
  }

  /// Runs what `build` makes until SIGTERM or SIGINT, then lets it finish what is at hand.
  ///
  /// Never returns: ends the process with an ``ExitCode``.
  public static func run(
    _ service: String, _ build: @Sendable (ServiceEnvironment) async throws -> any Service
  ) async -> Never {
    answerArguments(service)
    do {
      let settings = try Settings(environment: ProcessInfo.processInfo.environment)
      LoggingSystem.bootstrap { _ in
        JSONLogHandler(service: service, version: version, level: settings.logLevel)
      }
      let environment = try await ServiceEnvironment.open(settings, service: service)
      MetricsSystem.bootstrap(environment.metrics)
      Metric.buildInfo.set(1, [service, version])
      var services: [any Service] = [try await build(environment)]
      if let port = settings.telemetryPort {
        services.append(TelemetryServer(environment: environment, port: port))
      }
      if settings.isSupervised {
        services.append(SupervisorWatch())
      }
      let group = ServiceGroup(
        configuration: .init(
          services: services.enumerated().map { index, service in
            .init(
              service: service, successTerminationBehavior: .gracefullyShutdownGroup,
              failureTerminationBehavior: .cancelGroup)
          }, gracefulShutdownSignals: [.sigterm, .sigint], logger: environment.logger))
      try await group.run()
      if let kafka = environment.bus as? KafkaBus {
        await kafka.close()
      }
      exit(ExitCode.done.rawValue)
    } catch let error as SettingsError {
      complain(service, error)
      exit(ExitCode.usage.rawValue)
    } catch {
      complain(service, error)
      exit(ExitCode.failed.rawValue)
    }
  }

  /// A service takes no arguments: it is configured by its environment, and says so.
  private static func answerArguments(_ service: String) {
    guard let argument = CommandLine.arguments.dropFirst().first else { return }
    switch argument {
    case "--version":
      FileHandle.standardOutput.write(Data("\(service) \(version)\n".utf8))
      exit(ExitCode.done.rawValue)
    case "--help", "-h":
      let variables = Settings.variables.sorted().joined(separator: "\n  ")
      FileHandle.standardOutput.write(
        Data(
          """
          \(service) is a service of Backcourt. It is configured by its environment:
            KAFKA_BOOTSTRAP_SERVERS
            \(variables)
          See docs/operations/configuration.md. Stop it with SIGTERM: it finishes the dates at hand.

          """.utf8))
      exit(ExitCode.done.rawValue)
    default:
      complain(service, "unknown argument '\(argument)'; a service is configured by its environment, see --help")
      exit(ExitCode.usage.rawValue)
    }
  }

  private static func complain(_ service: String, _ error: Any) {
    // Where it cannot be written, the exit code says it alone.
    try? FileHandle.standardError.write(contentsOf: Data("\(service): \(error)\n".utf8))
  }
}

/// Ends when standard input does: the process that started this one is gone.
private struct SupervisorWatch: Service {
  func run() async throws {
    let ended = AsyncStream<Void> { continuation in
      let thread = Thread {
        while !FileHandle.standardInput.availableData.isEmpty {}
        continuation.finish()
      }
      thread.start()
    }
    await cancelWhenGracefulShutdown {
      for await _ in ended {}
    }
  }
}
