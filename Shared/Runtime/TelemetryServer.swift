import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// Serves `/metrics`, `/healthz` and `/readyz` of a process, apart from any API.
struct TelemetryServer: Service {
  let environment: ServiceEnvironment
  let port: Int

  func run() async throws {
    let router = Router()
    for path in TelemetryPage.Path.allCases {
      router.get(.init(path.rawValue)) { [environment] _, _ in
        let page = try await TelemetryPage(path, of: environment)
        return Response(
          status: .init(code: page.status), headers: [.contentType: page.mediaType, .cacheControl: "no-store"],
          body: .init(byteBuffer: ByteBuffer(bytes: page.body)))
      }
    }
    var quiet = environment.logger
    quiet.logLevel = .error
    let (logger, host) = (environment.logger, environment.settings.telemetryHost)
    let server = Application(
      router: router, configuration: .init(address: .hostname(host, port: port), serverName: "backcourt"),
      onServerRunning: { [port] channel in
        logger.info(
          "telemetry is served", metadata: ["address": "\(host):\(channel.localAddress?.port ?? port)"])
      }, logger: quiet)
    do {
      try await server.run()
    } catch let error as IOError where error.errnoCode == EADDRINUSE {
      throw AddressInUse(host: host, port: port, remedy: "choose another with BACKCOURT_TELEMETRY_PORT")
    }
  }
}
