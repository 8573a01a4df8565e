import Foundation
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A real server on loopback that answers as a test wants it to, and remembers what it was asked.
struct TestServer: Sendable {
  /// A request as it came in.
  struct Seen: Sendable {
    let path: String
    let query: String
    let headers: [String: String]
    let method: String
    let body: String
    let at: ContinuousClock.Instant
  }

  final class Memory: Sendable {
    private let state = Mutex<(seen: [Seen], open: Int, most: Int)>(([], 0, 0))
    var seen: [Seen] { state.withLock { $0.seen } }
    /// The most requests that were open at once.
    var most: Int { state.withLock { $0.most } }
    func enter(_ request: Seen) -> Int {
      state.withLock { state in
        state.seen.append(request)
        state.open += 1
        state.most = max(state.most, state.open)
        return state.seen.count
      }
    }
    func leave() { state.withLock { $0.open -= 1 } }
  }

  /// Given the request and its number from 1.
  typealias Answer = @Sendable (Seen, Int) async throws -> Response

  /// Runs a server for as long as `body` does.
  static func run<T: Sendable>(
    _ answer: @escaping Answer, _ body: @escaping @Sendable (_ base: String, Memory) async throws -> T
  ) async throws -> T {
    let memory = Memory()
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let router = Router()
    let handler: @Sendable (Request, BasicRequestContext) async throws -> Response = { request, context in
      var request = request
      let bytes = try await request.collectBody(upTo: 1_000_000)
      let seen = Seen(
        path: request.uri.path, query: request.uri.query ?? "",
        headers: Dictionary(
          request.headers.map { ($0.name.canonicalName, $0.value) }, uniquingKeysWith: { first, _ in first }),
        method: request.method.rawValue, body: String(buffer: bytes), at: .now)
      let number = memory.enter(seen)
      defer { memory.leave() }
      return try await answer(seen, number)
    }
    router.get("/", use: handler)
    router.get("**", use: handler)
    router.post("**", use: handler)
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) }, logger: logger)
    return try await withThrowingTaskGroup(of: T?.self) { group in
      group.addTask {
        try await application.run()
        return nil
      }
      var iterator = ports.makeAsyncIterator()
      let number = await iterator.next() ?? 0
      defer { group.cancelAll() }
      return try await body("http://127.0.0.1:\(number)", memory)
    }
  }

  static func text(_ text: String, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
    Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
  }
}
