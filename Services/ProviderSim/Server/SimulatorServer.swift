import Foundation
import Hummingbird
import League
import Logging
import NIOCore
import Synchronization

/// Serves the simulated providers over HTTP on loopback, each below a folder of its own: `/cdn`, `/stats-nba`,
/// `/balldontlie`, `/bettingpros`, `/odds`. Every answer names the server `provider-sim (simulated)`.
///
/// `POST /control/correct/<game>` corrects a box, `POST /control/late/<game>` and `POST /control/over/<game>` hold a game
/// back and end it, `POST /control/postpone/<game>/<date>` puts it off; `GET /control/tally` counts what was asked, `GET
/// /control/asked` how often each address was. Any other league stands under `/leagues/<seed>`, with the same folders.
struct SimulatorServer: Sendable {
  /// What was asked of one provider.
  private struct SourceTally {
    var requests = 0
    var open = 0
    var mostOpen = 0
    var second: ContinuousClock.Instant?
    var inSecond = 0
    var mostInSecond = 0
  }

  private struct Tally {
    var requests: [String: Int] = [:]
    var answered = 0
    var faults = 0
    var bytes = 0
    var open = 0
    var mostOpen = 0
    var sources: [String: SourceTally] = [:]
  }

  private final class Counter: Sendable {
    let tally = Mutex(Tally())
  }

  private let leagues: SimulatedLeagues
  private let faults: SimulatedFaults
  private let seed: UInt64
  private let port: Int
  private let counter = Counter()

  /// A server of leagues' providers.
  ///
  /// - Parameter port: 0 takes any free one.
  init(_ leagues: SimulatedLeagues, faults: SimulatedFaults, port: Int) {
    self.leagues = leagues
    self.faults = faults
    seed = leagues.seed
    self.port = port
  }

  /// Serves until the task is cancelled or the process is told to stop.
  func run(announce: @escaping @Sendable (Int) async -> Void) async throws {
    let router = Router()
    router.get("**") { request, _ in try await get(request) }
    router.post("**") { request, _ in post(request) }
    var logger = Logger(label: "provider-sim")
    logger.logLevel = .error
    let application = Application(
      router: router,
      configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: "provider-sim (simulated)"),
      onServerRunning: { await announce($0.localAddress?.port ?? port) }, logger: logger)
    try await application.runService()
  }

  private func get(_ request: Request) async throws -> Response {
    let whole = request.uri.path.split(separator: "/").map { $0.removingPercentEncoding ?? String($0) }
    if whole == ["control", "tally"] { return answer(tallied.bytes) }
    if whole == ["control", "asked"] { return answer(asked.bytes) }
    guard let (providers, path) = leagues.league(of: whole) else { return answer(Array("{}".utf8), .notFound) }
    let source = path.first ?? ""
    let number = enter(request.uri.description, of: source)
    defer {
      counter.tally.withLock { tally in
        tally.open -= 1
        tally.sources[source]?.open -= 1
      }
    }
    let query = Dictionary(
      request.uri.queryParameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { first, _ in first })
    let key = SimulatedProviders.wantsKey(path)
    let hasHeader = key.header.map { name in request.headers.contains { $0.name.canonicalName == name } } ?? true
    let isKnown = hasHeader && key.query.map { query[$0]?.isEmpty == false } ?? true
    guard isKnown else { return answer(Array("{\"error\":\"no key\"}".utf8), .unauthorized) }
    let fault = faults.fault(of: request.uri.description, number: number, seed: seed)
    if fault != nil { counter.tally.withLock { $0.faults += 1 } }
    switch fault {
    case .status(let status): return answer([], .init(code: status))
    case .throttle(let seconds):
      return answer([], .tooManyRequests, seconds.map { [.retryAfter: String($0)] } ?? [:])
    case .silence:
      try await Task.sleep(for: .seconds(60))
      return answer([], .serviceUnavailable)
    case .malform(let kind):
      return answer(Array(["<html><body>Access denied</body></html>", "{}", "\"maintenance\""][kind].utf8))
    case .truncate, nil: break
    }
    guard let json = providers.answer(path, query) else { return answer(Array("{}".utf8), .notFound) }
    let body = json.bytes
    counter.tally.withLock { tally in
      tally.answered += 1
      tally.bytes += body.count
    }
    if case .truncate = fault { return answer(Array(body.prefix(body.count * 2 / 3))) }
    let tag = "\"\(SimulatedFaults.hash(String(decoding: body, as: UTF8.self)))\""
    if request.headers[.ifNoneMatch] == tag { return answer([], .notModified, [.eTag: tag]) }
    return answer(body, .ok, [.eTag: tag])
  }

  private func post(_ request: Request) -> Response {
    let whole = request.uri.path.split(separator: "/").map(String.init)
    guard let (providers, path) = leagues.league(of: whole), path.count >= 3, path[0] == "control" else {
      return answer([], .notFound)
    }
    switch path[1] {
    case "postpone":
      guard path.count == 4, let date = GameDate(path[3]), providers.postpone(path[2], to: date) else {
        return answer([], .notFound)
      }
    case "correct": providers.correct(path[2])
    case "late": providers.setLate(path[2], true)
    case "over": providers.setLate(path[2], false)
    default: return answer([], .notFound)
    }
    return answer(Array("{}".utf8))
  }

  /// Counts a request and gives how often its address was asked, this time included.
  private func enter(_ address: String, of source: String) -> Int {
    counter.tally.withLock { tally in
      var one = tally.sources[source] ?? SourceTally()
      one.requests += 1
      one.open += 1
      one.mostOpen = max(one.mostOpen, one.open)
      // Seconds are counted from the first request in them.
      let now = ContinuousClock.now
      if let second = one.second, now - second < .seconds(1) {
        one.inSecond += 1
      } else {
        (one.second, one.inSecond) = (now, 1)
      }
      one.mostInSecond = max(one.mostInSecond, one.inSecond)
      tally.sources[source] = one
      tally.open += 1
      tally.mostOpen = max(tally.mostOpen, tally.open)
      tally.requests[address, default: 0] += 1
      return tally.requests[address] ?? 1
    }
  }

  private var tallied: JSONNode {
    counter.tally.withLock { tally in
      [
        "requests": .integer(tally.requests.values.reduce(0, +)), "addresses": .integer(tally.requests.count),
        "most_of_one": .integer(tally.requests.values.max() ?? 0), "answered": .integer(tally.answered),
        "faults": .integer(tally.faults), "bytes": .integer(tally.bytes), "most_open": .integer(tally.mostOpen),
        "sources": .object(
          tally.sources.sorted { $0.key < $1.key }.map { name, one in
            (
              name,
              [
                "requests": .integer(one.requests), "most_open": .integer(one.mostOpen),
                "most_in_a_second": .integer(one.mostInSecond),
              ]
            )
          }),
      ]
    }
  }

  /// How often each address was asked, without the key in it.
  private var asked: JSONNode {
    counter.tally.withLock { tally in
      .list(
        tally.requests.sorted { $0.key < $1.key }.map { address, count in
          let parts = address.split(separator: "?", maxSplits: 1).map(String.init)
          let query = parts.count < 2 ? [] : parts[1].split(separator: "&").filter { !$0.hasPrefix("apiKey=") }
          return [
            "address": .text(query.isEmpty ? parts[0] : "\(parts[0])?\(query.joined(separator: "&"))"),
            "requests": .integer(count),
          ]
        })
    }
  }

  private func answer(
    _ body: [UInt8], _ status: HTTPResponse.Status = .ok, _ headers: HTTPFields = [:]
  ) -> Response {
    var headers = headers
    headers[.contentType] = "application/json"
    return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
  }
}
