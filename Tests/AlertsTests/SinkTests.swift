import Foundation
import Hummingbird
import Logging
import NIOCore
import TestKit
import Testing

@testable import Alerts

@Suite("Where alerts go", .timeLimit(.minutes(2)))
struct SinkTests {
  private let alert = Alert(
    kind: .amiss, severity: .critical, subject: "cause", title: "5 cells \"failed\"", details: ["look: gaps", "ü"],
    at: "t")

  @Test("a webhook gets a POST of JSON with one text, as Slack wants it")
  func webhook() async throws {
    let receiver = Receiver()
    let text = alert.text
    try await receiver.run { base in
      let sink = try #require(WebhookSink(url: "\(base)/services/T0/B0/key?x=1", client: WebhookSink.client()))
      try await sink.send(alert)
    }
    let seen = try #require(receiver.seen.first)
    #expect(receiver.seen.count == 1)
    #expect(seen.method == "POST" && seen.path == "/services/T0/B0/key" && seen.type == "application/json")
    #expect(try JSONDecoder().decode([String: String].self, from: Data(seen.body.utf8)) == ["text": text])
    #expect(text == "[CRITICAL] 5 cells \"failed\"\nlook: gaps\nü")
  }

  @Test("a webhook that fails is a failure without its address, and is asked once", arguments: [404, 500, 302])
  func failing(status: Int) async throws {
    let receiver = Receiver(status: status)
    try await receiver.run { base in
      let sink = try #require(WebhookSink(url: "\(base)/services/secretpath", client: WebhookSink.client()))
      let failure = await #expect(throws: AlertFailure.self) { try await sink.send(alert) }
      #expect(failure == .refused(status: status))
      #expect(failure?.description.contains("secretpath") == false && failure?.description.contains("127.") == false)
    }
    #expect(receiver.seen.count == 1, "a message that was perhaps taken is not sent again at once")
  }

  @Test("nobody listens: the failure says so, and not where")
  func nobody() async throws {
    let sink = try #require(WebhookSink(url: "http://127.0.0.1:9/secretpath", client: WebhookSink.client()))
    let failure = await #expect(throws: AlertFailure.self) { try await sink.send(alert) }
    #expect(failure == .unreachable(reason: "no connection"))
  }

  @Test(
    "what is no address of http is refused", arguments: ["", "hooks.example", "ftp://a/b", "https://", "file:///x"])
  func addresses(text: String) throws {
    #expect(WebhookSink(url: text, client: try WebhookSink.client()) == nil)
  }

  @Test("the file has a line of JSON for each alert, and is put aside when it is full")
  func file() async throws {
    let folder = try TemporaryFolder()
    let sink = FileSink(path: folder.file("alerts.jsonl"), limit: 1000)
    for _ in 0..<20 { try await sink.send(alert) }
    let (now, before) = (try lines(folder.file("alerts.jsonl")), try lines(folder.file("alerts.jsonl.1")))
    #expect(!now.isEmpty && !before.isEmpty && now.count + before.count < 20)
    for line in now + before { #expect(try JSONDecoder().decode(Alert.self, from: Data(line.utf8)) == alert) }
    let failing = FileSink(path: folder.file("no/such/folder"))
    await #expect(throws: AlertFailure.self) { try await failing.send(alert) }
  }

  private func lines(_ path: String) throws -> [String] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
  }
}

/// A real server on loopback that takes what is posted to it.
final class Receiver: Sendable {
  struct Seen: Sendable {
    var method: String
    var path: String
    var type: String
    var body: String
  }

  private let state = Locked([Seen]())
  private let status: Int

  init(status: Int = 200) {
    self.status = status
  }

  var seen: [Seen] { state.value }

  /// Serves for as long as `body` runs.
  func run(_ body: @escaping @Sendable (_ base: String) async throws -> Void) async throws {
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let router = Router()
    router.post("**") { [self] request, _ in
      var request = request
      let bytes = try await request.collectBody(upTo: 1_000_000)
      let seen = Seen(
        method: request.method.rawValue, path: request.uri.path, type: request.headers[.contentType] ?? "",
        body: String(buffer: bytes))
      state.update { $0.append(seen) }
      return Response(
        status: .init(code: status), headers: [.location: "http://127.0.0.1:9/"],
        body: .init(byteBuffer: ByteBuffer(string: "ok")))
    }
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) }, logger: logger)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await application.run() }
      var iterator = ports.makeAsyncIterator()
      let number = await iterator.next() ?? 0
      defer { group.cancelAll() }
      try await body("http://127.0.0.1:\(number)")
    }
  }
}
