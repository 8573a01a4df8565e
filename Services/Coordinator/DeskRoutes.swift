import Foundation
import Hummingbird
import League
import Ledger
import Logging
import NIOCore
import Pipeline
import Reports
import Runtime
import Warehouse

/// What may be asked of the desk without a token. `docs/operations/openapi.json` describes it.
struct DeskRoutes: Sendable {
  let environment: ServiceEnvironment
  let desk: Desk
  let bulletin: Bulletin

  func add(to router: Router<BasicRequestContext>) {
    router.get("/api/overview") { _, _ in try json(try await desk.overview()) }
    router.get("/api/calendar") { request, _ in
      let season = try request.query("season") { Season(label: $0) }
      return Response.json(bytes: try await desk.calendar(of: season))
    }
    router.get("/api/coverage") { _, _ in try json(try await desk.coverage()) }
    router.get("/api/dates/{date}") { _, context in
      try json(try await desk.cells(on: try context.gameDate()))
    }
    router.get("/api/dates/{date}/{table}") { _, context in
      let table = try context.parameters.require("table")
      guard let report = try await desk.explain(table, on: try context.gameDate()) else {
        return try json(["error": "there is no table '\(table)'"], status: .notFound)
      }
      return try json(report)
    }
    router.get("/api/failures") { _, _ in try json(try await desk.failures()) }
    router.get("/api/gaps") { request, _ in
      let limit = try request.limit(200)
      let gaps = try await desk.gaps().gaps
      return try json(Page(total: gaps.count, items: Array(gaps.prefix(limit))))
    }
    router.get("/api/slowest") { request, _ in
      let run = try request.query("run") { $0 }
      return try json(try await desk.slowest(of: run))
    }
    router.get("/api/lag") { _, _ in try json(try await desk.lag()) }
    router.get("/api/accuracy") { _, _ in try json(try await desk.accuracy()) }
    router.get("/api/deadletters") { request, _ in
      let (limit, now) = (try request.limit(50), environment.clock.now)
      let state = try request.query("state") { $0 == "all" ? .some(nil) : DeadLetter.State(rawValue: $0).map { $0 } }
      let meant: DeadLetter.State? = state ?? .open
      return try json(
        try await environment.warehouse.read { reader in
          DeadLetterReport(
            state: meant, reasons: try Ledger.deadLetterReasons(meant, in: reader),
            letters: try Ledger.deadLetters(meant, limit: limit, in: reader), now: now)
        })
    }
    router.get("/api/audit") { request, _ in
      let limit = try request.limit(50)
      return try json(try await environment.warehouse.read { try Ledger.audit(limit: limit, in: $0) })
    }
    router.get("/api/runs") { request, _ in
      let limit = try request.limit(20)
      return try json(try await environment.warehouse.read { try Ledger.runs(limit: limit, in: $0) })
    }
    router.get("/api/events") { request, _ in
      let known = request.headers[.init("Last-Event-ID") ?? .range].flatMap { Int($0) }
      let position = try known ?? request.query("after") { Int($0) } ?? 0
      return events(after: position)
    }
  }

  /// Server-sent events: an update when something changed, once a second at most, and every five seconds in any case,
  /// because other processes write to the ledger as well.
  private func events(after position: Int) -> Response {
    guard let (number, alarm) = bulletin.follow(clock: environment.clock) else {
      return Response(status: .serviceUnavailable)
    }
    let (desk, bulletin, clock, logger) = (desk, bulletin, environment.clock, environment.logger)
    return Response(
      status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
      body: ResponseBody { writer in
        defer { bulletin.leave(number) }
        var position = position
        do {
          while !Task.isCancelled {
            let update = try await desk.update(after: position)
            position = update.overview.position
            var buffer = ByteBuffer(string: "id: \(position)\nevent: update\ndata: ")
            buffer.writeBytes(try JSONEncoder.sorted.encode(update))
            buffer.writeString("\n\n")
            try await writer.write(buffer)
            try await clock.sleep(for: .seconds(1))
            try await alarm.wait(until: clock.now.addingTimeInterval(4))
          }
        } catch {
          // A reader that has gone away is the usual end; one that has not asks again by itself.
          logger.debug("a follower of the desk ended", metadata: ["why": "\(error)"])
        }
        try await writer.finish(nil)
      })
  }

  /// Some of many.
  private struct Page<Item: Encodable>: Encodable {
    var total: Int
    var items: [Item]
  }
}

extension Request {
  /// A query parameter; nil when it is not given.
  ///
  /// - Throws: 400 when it cannot be read.
  fileprivate func query<Value>(_ name: Substring, _ make: (String) -> Value?) throws -> Value? {
    guard let text = uri.queryParameters[name].map(String.init) else { return nil }
    guard let value = make(text) else { throw HTTPError(.badRequest, message: "'\(text)' is no \(name)") }
    return value
  }

  fileprivate func limit(_ usual: Int) throws -> Int {
    try query("limit") { Int($0).flatMap { (1...10_000).contains($0) ? $0 : nil } } ?? usual
  }
}

extension RequestContext {
  fileprivate func gameDate() throws -> GameDate {
    let text = try parameters.require("date")
    guard let date = GameDate(text[...]) else { throw HTTPError(.badRequest, message: "'\(text)' is no date") }
    return date
  }
}
