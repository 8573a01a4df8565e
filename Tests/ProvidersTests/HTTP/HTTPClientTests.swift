import Foundation
import Hummingbird
import NIOCore
import Synchronization
import Testing

@testable import Providers

@Suite("The HTTP client")
struct HTTPClientTests {
  private static func client(
    clock: HTTPClock = .system, _ change: @escaping @Sendable (inout SourcePolicy) -> Void = { _ in }
  ) throws -> HTTPClient {
    try HTTPClient(clock: clock) { _ in
      var policy = SourcePolicy(interval: .zero)
      policy.firstPause = .milliseconds(1)
      change(&policy)
      return policy
    }
  }

  @Test("a request arrives as it was made, and its answer comes back whole")
  func roundTrip() async throws {
    try await TestServer.run({ seen, _ in
      TestServer.text("you sent \(seen.body)", headers: [.eTag: "\"one\""])
    }) { base, memory in
      let client = try Self.client()
      let response = try await client.send(
        WebRequest(
          .post, "\(base)/hook", source: "alerts", query: [.init("when", "now & then"), .init("ids", "1:2")],
          headers: [.init("Content-Type", "application/json")], body: Array("{\"a\":\u{0}1}".utf8)))
      #expect(response.status == 200 && response.isSuccess && response.tries == 1)
      #expect(String(decoding: response.body, as: UTF8.self) == "you sent {\"a\":\u{0}1}")
      #expect(response.headers["etag"] == "\"one\"")
      let seen = try #require(memory.seen.first)
      #expect(seen.method == "POST" && seen.path == "/hook" && seen.query == "when=now%20%26%20then&ids=1:2")
      #expect(seen.headers["content-type"] == "application/json")
    }
  }

  @Test("connections are used again, and gzip is taken and undone")
  func reuse() async throws {
    let body = String(repeating: "points,", count: 10_000)
    let packed = try Gzip.compress(Array(body.utf8), name: "body")
    try await TestServer.run({ seen, _ in
      #expect(seen.headers["accept-encoding"]?.contains("gzip") == true)
      return Response(
        status: .ok, headers: [.contentEncoding: "gzip"], body: .init(byteBuffer: ByteBuffer(bytes: packed)))
    }) { base, _ in
      let client = try Self.client()
      var connections = 0
      for _ in 1...5 {
        let response = try await client.send(WebRequest(.get, base, source: "s"))
        #expect(String(decoding: response.body, as: UTF8.self) == body)
        connections += response.isNewConnection ? 1 : 0
      }
      #expect(connections == 1)
      #expect(client.tallies["s"]?.requests == 5 && client.tallies["s"]?.successRatio == 1)
    }
  }

  @Test("what says *try again* is tried again, and other statuses are answers")
  func retries() async throws {
    try await TestServer.run({ seen, number in
      if seen.path == "/gone" { return TestServer.text("no", status: .notFound) }
      return number <= 3
        ? TestServer.text("busy", status: [.serviceUnavailable, .tooManyRequests, .badGateway][number - 1])
        : TestServer.text("at last")
    }) { base, memory in
      let client = try Self.client()
      let response = try await client.send(WebRequest(.get, "\(base)/busy", source: "s"))
      #expect(response.tries == 4 && String(decoding: response.body, as: UTF8.self) == "at last")
      #expect(try await client.send(WebRequest(.get, "\(base)/gone", source: "s")).status == 404)
      #expect(memory.seen.count == 5)
      #expect(client.tallies["s"] == .init(requests: 5, retries: 3, failures: 3, bytes: 4 + 4 + 4 + 7 + 2))
    }
  }

  @Test("tries are bounded, and a POST that may have been carried out is not sent again")
  func bounded() async throws {
    try await TestServer.run({ _, _ in TestServer.text("broken", status: .internalServerError) }) { base, memory in
      let client = try Self.client { $0.tries = 3 }
      await #expect(throws: HTTPFailure.status(500, request: "\(base)/a", tries: 3)) {
        try await client.send(WebRequest(.get, "\(base)/a", source: "s"))
      }
      #expect(memory.seen.count == 3)
      await #expect(throws: HTTPFailure.status(500, request: "\(base)/b", tries: 1)) {
        try await client.send(WebRequest(.post, "\(base)/b", source: "s", body: [1]))
      }
      #expect(memory.seen.count == 4)
    }
  }

  @Test("Retry-After is obeyed up to a limit, and refused beyond it")
  func retryAfter() async throws {
    try await TestServer.run({ seen, number in
      number == 1
        ? TestServer.text("wait", status: .tooManyRequests, headers: [.retryAfter: seen.path == "/long" ? "9999" : "1"])
        : TestServer.text("fine")
    }) { base, memory in
      let client = try Self.client()
      #expect(try await client.send(WebRequest(.get, "\(base)/short", source: "s")).tries == 2)
      let seen = memory.seen
      #expect(seen[1].at - seen[0].at >= .milliseconds(990))
    }
    try await TestServer.run({ _, _ in
      TestServer.text("wait", status: .tooManyRequests, headers: [.retryAfter: "9999"])
    }) { base, memory in
      let client = try Self.client()
      await #expect(throws: HTTPFailure.askedToWait(request: base, seconds: 9999)) {
        try await client.send(WebRequest(.get, base, source: "s"))
      }
      #expect(memory.seen.count == 1)
    }
    #expect(RetryAfter.seconds("Wed, 21 Oct 2015 07:28:00 GMT", now: 1_445_412_470) == 10)
    #expect(RetryAfter.seconds("soon", now: 0) == nil)
  }

  @Test("a source is asked at its pace, and by no more at once than allowed, measured at the server")
  func pace() async throws {
    try await TestServer.run({ _, _ in
      try await Task.sleep(for: .milliseconds(60))
      return TestServer.text("ok")
    }) { base, memory in
      let client = try HTTPClient { _ in SourcePolicy(interval: .milliseconds(40), concurrency: 2) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 1...8 { group.addTask { _ = try await client.send(WebRequest(.get, base, source: "s")) } }
        try await group.waitForAll()
      }
      let times = memory.seen.map(\.at).sorted()
      try #require(times.count == 8)
      #expect(memory.most <= 2)
      #expect(times[7] - times[0] >= .milliseconds(7 * 40 - 30))
    }
  }

  @Test("each stage has its limit: no connection, no first byte, no end, too many bytes")
  func limits() async throws {
    try await TestServer.run({ seen, _ in
      switch seen.path {
      case "/silent": try await Task.sleep(for: .seconds(20))
      case "/endless":
        return Response(
          status: .ok,
          body: .init { writer in
            for _ in 1...400 {
              try await writer.write(ByteBuffer(string: "more"))
              try await Task.sleep(for: .milliseconds(50))
            }
            try await writer.finish(nil)
          })
      default: break
      }
      return TestServer.text(String(repeating: "x", count: 5000))
    }) { base, _ in
      let client = try Self.client { $0.tries = 1 }
      func request(_ path: String, _ change: (inout WebRequest.Limits) -> Void) -> WebRequest {
        var request = WebRequest(.get, base + path, source: path)
        change(&request.limits)
        return request
      }
      await #expect(throws: HTTPFailure.timedOut(.waiting, request: "\(base)/silent")) {
        try await client.send(request("/silent") { $0.firstByte = .milliseconds(150) })
      }
      await #expect(throws: HTTPFailure.timedOut(.receiving, request: "\(base)/endless")) {
        try await client.send(request("/endless") { $0.total = .milliseconds(400) })
      }
      await #expect(throws: HTTPFailure.tooLarge(request: "\(base)/large", limit: 4999)) {
        try await client.send(request("/large") { $0.bytes = 4999 })
      }
      #expect(try await client.send(request("/large") { $0.bytes = 5000 }).body.count == 5000)
      // Nobody listens on port 9 of this machine.
      await #expect(throws: HTTPFailure.self) {
        try await client.send(WebRequest(.get, "http://127.0.0.1:9/", source: "nobody"))
      }
    }
  }

  @Test("a body that is cut short is a failure, not a short body")
  func cutShort() async throws {
    try await TestServer.run({ _, number in
      number > 2
        ? TestServer.text("whole")
        : Response(
          status: .ok, headers: [.contentLength: "100"],
          body: .init { writer in
            try await writer.write(ByteBuffer(string: "only this"))
            throw CancellationError()
          })
    }) { base, _ in
      let response = try await Self.client().send(WebRequest(.get, base, source: "s"))
      #expect(response.tries == 3 && String(decoding: response.body, as: UTF8.self) == "whole")
    }
  }

  @Test("a source that fails again and again is left alone, and tried by one request afterwards")
  func breaker() async throws {
    let now = Mutex(1000.0)
    let clock = HTTPClock(now: { now.withLock { $0 } }, sleep: { _ in })
    try await TestServer.run({ _, number in
      TestServer.text("x", status: number <= 4 ? .internalServerError : .ok)
    }) { base, memory in
      let client = try Self.client(clock: clock) { policy in
        policy.tries = 1
        policy.breakerFailures = 3
        policy.breakerPause = .seconds(60)
      }
      func send() async throws -> Int { try await client.send(WebRequest(.get, base, source: "s")).status }
      for _ in 1...3 { await #expect(throws: HTTPFailure.self) { try await send() } }
      await #expect(throws: HTTPFailure.circuitOpen(source: "s", seconds: 60)) { try await send() }
      #expect(memory.seen.count == 3)
      // Another source is asked all the same.
      await #expect(throws: HTTPFailure.status(500, request: "\(base)/x", tries: 1)) {
        try await client.send(WebRequest(.get, "\(base)/x", source: "another"))
      }
      now.withLock { $0 += 61 }
      #expect(try await send() == 200)
      #expect(try await send() == 200)
      #expect(abs((client.tallies["s"]?.successRatio ?? 0) - 0.4) < 0.001)
    }
  }

  @Test("cancelling ends the request at once, before, during and while it waits for its turn")
  func cancellation() async throws {
    try await TestServer.run({ _, _ in
      try await Task.sleep(for: .seconds(20))
      return TestServer.text("late")
    }) { base, memory in
      let client = try HTTPClient { _ in SourcePolicy(interval: .zero, concurrency: 1) }
      let start = ContinuousClock.now
      let running = Task { try await client.send(WebRequest(.get, base, source: "s")) }
      while memory.seen.isEmpty { await Task.yield() }
      let queued = Task { try await client.send(WebRequest(.get, base, source: "s")) }
      queued.cancel()
      await #expect(throws: CancellationError.self) { try await queued.value }
      running.cancel()
      await #expect(throws: CancellationError.self) { try await running.value }
      let early = Task {
        while !Task.isCancelled { await Task.yield() }
        return try await client.send(WebRequest(.get, base, source: "s"))
      }
      early.cancel()
      await #expect(throws: CancellationError.self) { try await early.value }
      #expect(ContinuousClock.now - start < .seconds(10))
      client.close()
      await #expect(throws: HTTPFailure.closed) { try await client.send(WebRequest(.get, base, source: "s")) }
    }
  }

  @Test("redirects are not followed: a key would follow them")
  func redirects() async throws {
    try await TestServer.run({ _, _ in
      TestServer.text("", status: .found, headers: [.location: "http://127.0.0.1:9/steal"])
    }) { base, memory in
      let response = try await Self.client().send(WebRequest(.get, base, source: "s"))
      #expect(response.status == 302)
      #expect(memory.seen.count == 1)
    }
  }

  @Test("a secret is sent and never shown: not in descriptions, errors, dumps or what the server prints of it")
  func secrets() async throws {
    let marker = "MARKER/secret+7"
    let secret = try #require(Secret(marker))
    try await TestServer.run({ seen, _ in
      if seen.path == "/fail" { return TestServer.text("no", status: .internalServerError) }
      return TestServer.text("you asked \(seen.query) with \(seen.headers["x-api-key"] ?? "")")
    }) { base, memory in
      let client = try Self.client { $0.tries = 2 }
      let request = WebRequest(
        .get, "\(base)/ask", source: "s", query: [.init("a", "b")],
        credentials: [.init(secret, in: .query("apiKey")), .init(secret, in: .header("x-api-key"))])
      let response = try await client.send(request)
      #expect(memory.seen[0].query == "a=b&apiKey=MARKER%2Fsecret%2B7" && memory.seen[0].headers["x-api-key"] == marker)
      #expect(String(decoding: response.body, as: UTF8.self) == "you asked a=b&apiKey=*** with ***")
      var shown = ["\(request)", "\(secret)", String(reflecting: secret), String(reflecting: request)]
      var dumped = ""
      dump(request, to: &dumped)
      shown.append(dumped)
      let failing = WebRequest(
        .get, "\(base)/fail", source: "s", credentials: [.init(secret, in: .query("apiKey"))])
      let failure = await #expect(throws: HTTPFailure.self) { try await client.send(failing) }
      shown += ["\(String(describing: failure))", String(reflecting: failure)]
      let lost = WebRequest(
        .get, "http://127.0.0.1:9/x", source: "t", credentials: [.init(secret, in: .query("apiKey"))])
      shown.append(String(describing: await #expect(throws: HTTPFailure.self) { try await client.send(lost) }))
      for text in shown {
        #expect(!text.contains("MARKER"), "\(text)")
      }
      #expect(shown[0] == "\(base)/ask?a=b&apiKey=***")
    }
  }

  @Test("pauses double, are capped, and differ from client to client")
  func pauses() {
    let policy = SourcePolicy(interval: .zero)
    #expect((2...9).map { policy.pause(before: $0, chance: 1).inSeconds } == [1, 2, 4, 8, 16, 32, 60, 60])
    #expect(policy.pause(before: 3, chance: 0).inSeconds == 1)
  }
}
