import Foundation
import Hummingbird
import Ledger
import Logging
import NIOCore
import Pipeline
import Runtime
import Warehouse

/// The coordinator's HTTP API: JSON in and out, on loopback unless told otherwise. Writes need the token.
struct CoordinatorAPI: Sendable {
  let environment: ServiceEnvironment
  let engine: RunEngine
  let desk: Desk
  let bulletin: Bulletin

  /// Every route: the page, what may be asked, and what may be ordered with the token.
  func router() -> Router<BasicRequestContext> {
    let router = Router()
    router.add(middleware: StoreProblems())
    for path in TelemetryPage.Path.allCases {
      router.get(.init(path.rawValue)) { _, _ in
        let page = try await TelemetryPage(path, of: environment)
        return Response(
          status: .init(code: page.status), headers: [.contentType: page.mediaType, .cacheControl: "no-store"],
          body: .init(byteBuffer: ByteBuffer(bytes: page.body)))
      }
    }
    PageRoutes().add(to: router)
    DeskRoutes(environment: environment, desk: desk, bulletin: bulletin).add(to: router)
    router.post("/api/plan") { request, context in
      try await authorised(request)
      let asked = try await request.decode(as: RunRequest.self, context: context)
      return try json(try await engine.plan(asked))
    }
    router.post("/api/runs") { request, context in
      try await authorised(request)
      let asked = try await request.decode(as: RunRequest.self, context: context)
      do {
        return try json(try await engine.start(asked), status: .created)
      } catch let refusal as RunRefusal {
        return try json(["error": "\(refusal)"], status: .conflict)
      }
    }
    router.get("/api/runs/{id}") { _, context in
      let id = try context.parameters.require("id")
      guard let status = try await engine.status(of: id) else {
        return try json(["error": "there is no run '\(id)'"], status: .notFound)
      }
      return try json(status)
    }
    router.post("/api/runs/{id}/orders") { request, context in
      try await authorised(request)
      let id = try context.parameters.require("id")
      let asked = try await request.decode(as: RunOrderRequest.self, context: context)
      do {
        return try json(try await engine.give(asked, to: id))
      } catch let refusal as RunOrderRefusal {
        return try json(["error": "\(refusal)"], status: .conflict)
      }
    }
    router.post("/api/deadletters/{id}/replay") { request, context in
      try await authorised(request)
      let id = try context.parameters.require("id")
      let asked = try await request.decode(as: ReplayOrder.self, context: context)
      do {
        return try json(try await DeadLetterDesk(environment: environment).replay(id, asked))
      } catch let refusal as RedriveRefusal {
        return try json(["error": "\(refusal)"], status: .conflict)
      } catch let unknown as DeadLetterDesk.UnknownLetter {
        return try json(["error": "\(unknown)"], status: .notFound)
      }
    }
    router.post("/api/retries") { request, context in
      try await authorised(request)
      let asked = try await request.decode(as: RetryOrder.self, context: context)
      do {
        let answer = try await desk.retry(asked)
        bulletin.ring()
        return try json(answer, status: answer.runID == nil ? .ok : .created)
      } catch let refusal as RunRefusal {
        return try json(["error": "\(refusal)"], status: .conflict)
      }
    }
    return router
  }

  func application() -> some ApplicationProtocol {
    let settings = environment.settings
    return Application(
      router: router(),
      configuration: .init(
        address: .hostname(settings.apiHost, port: settings.apiPort), serverName: "backcourt"),
      onServerRunning: { channel in
        environment.logger.info(
          "listening", metadata: ["address": "\(settings.apiHost):\(channel.localAddress?.port ?? 0)"])
        announce(port: channel.localAddress?.port ?? settings.apiPort)
      }, logger: environment.logger)
  }

  /// Writes where the API listens, for the local tools.
  private func announce(port: Int) {
    let address = CoordinatorAddress(
      url: "http://\(environment.settings.apiHost):\(port)", bootstrapServers: environment.settings.bootstrapServers)
    do {
      try address.write(to: environment.settings.dataDirectory)
    } catch {
      environment.logger.warning(
        "the address of the API could not be written; local tools need --coordinator", metadata: ["why": "\(error)"])
    }
  }

  private func authorised(_ request: Request) async throws {
    guard let token = environment.settings.apiToken, !token.isEmpty else {
      throw HTTPError(.forbidden, message: "this coordinator takes no requests: BACKCOURT_API_TOKEN is not set")
    }
    guard request.headers[.authorization] == "Bearer \(token)" else {
      throw HTTPError(.unauthorized, message: "this needs the token: Authorization: Bearer …")
    }
  }
}
