import Synchronization

/// Asks politely and stubbornly: each source at its own pace, again when it was only busy, and not at all for a while when
/// it fails again and again.
public final class HTTPClient: Sendable {
  /// What became of the requests to a source.
  public struct Tally: Hashable, Sendable {
    /// Requests sent.
    public var requests = 0
    /// Requests sent again after a failure.
    public var retries = 0
    /// Requests that gave no usable answer.
    public var failures = 0
    /// Bytes of bodies.
    public var bytes = 0
    /// Share of requests with a usable answer; 1 before the first.
    public var successRatio: Double { requests == 0 ? 1 : Double(requests - failures) / Double(requests) }
  }

  private struct Source {
    let policy: SourcePolicy
    let gate: SourceGate
    var breaker: CircuitBreaker
    var tally = Tally()
  }

  private let transport: CurlTransport
  private let policies: @Sendable (String) -> SourcePolicy
  private let clock: HTTPClock
  private let sources = Mutex<[String: Source]>([:])

  /// A client.
  ///
  /// - Parameter policies: how a source is treated, by its name.
  /// - Throws: ``HTTPFailure/unusable(request:reason:)`` when libcurl cannot be set up.
  public init(clock: HTTPClock = .system, policies: @escaping @Sendable (String) -> SourcePolicy) throws(HTTPFailure) {
    transport = try CurlTransport()
    self.clock = clock
    self.policies = policies
  }

  /// What became of the requests so far, by source.
  public var tallies: [String: Tally] { sources.withLock { $0.mapValues(\.tally) } }

  /// The answer to a request. A status that says *try again* (408, 425, 429, 5xx) and a broken connection are tried again
  /// within the source's policy; every other status is an answer. Redirects are not followed: a key would follow them.
  ///
  /// - Throws: ``HTTPFailure``, or `CancellationError` when the task is cancelled.
  public func send(_ request: WebRequest) async throws -> WebResponse {
    let (policy, gate) = source(request.source)
    try await gate.enter()
    do {
      let response = try await send(request, policy: policy, gate: gate)
      await gate.leave()
      return response
    } catch {
      await gate.leave()
      throw error
    }
  }

  private func send(_ request: WebRequest, policy: SourcePolicy, gate: SourceGate) async throws -> WebResponse {
    var number = 1
    while true {
      try admit(request.source)
      let problem: HTTPFailure
      var wait: Double?
      do {
        try await gate.pace()
        var response = try await transport.send(request)
        let isUsable = !Self.saysAgain(response.status)
        note(request.source, isRetry: number > 1, bytes: response.body.count, hasFailed: !isUsable)
        response.tries = number
        guard !isUsable else { return response }
        problem = .status(response.status, request: request.description, tries: number)
        wait = response.headers["retry-after"].flatMap { RetryAfter.seconds($0, now: clock.now()) }
      } catch let failure as HTTPFailure {
        note(request.source, isRetry: number > 1, bytes: 0, hasFailed: true)
        problem = failure
      } catch {
        abandon(request.source)
        throw error
      }
      if let wait {
        guard wait <= policy.longestObeyed.inSeconds else {
          throw HTTPFailure.askedToWait(request: request.description, seconds: Int(wait.rounded(.up)))
        }
        await gate.hold(seconds: wait)
      }
      guard problem.isRetryable, request.method.isIdempotent, number < policy.tries else { throw problem }
      number += 1
      try await clock.sleep(policy.pause(before: number, chance: .random(in: 0...1)))
    }
  }

  /// Ends every transfer and the client's thread. Later requests fail with ``HTTPFailure/closed``.
  public func close() { transport.close() }

  private static func saysAgain(_ status: Int) -> Bool {
    status == 408 || status == 425 || status == 429 || status >= 500
  }

  private func source(_ name: String) -> (SourcePolicy, SourceGate) {
    sources.withLock { sources in
      if let source = sources[name] { return (source.policy, source.gate) }
      let policy = policies(name)
      let source = Source(
        policy: policy, gate: SourceGate(policy, clock: clock),
        breaker: CircuitBreaker(failures: policy.breakerFailures, pause: policy.breakerPause.inSeconds))
      sources[name] = source
      return (policy, source.gate)
    }
  }

  private func admit(_ name: String) throws(HTTPFailure) {
    let now = clock.now()
    let wait = sources.withLock { $0[name]?.breaker.admit(at: now) }
    if let wait { throw .circuitOpen(source: name, seconds: Int(wait.rounded(.up))) }
  }

  private func note(_ name: String, isRetry: Bool, bytes: Int, hasFailed: Bool) {
    let now = clock.now()
    sources.withLock { sources in
      sources[name]?.tally.requests += 1
      sources[name]?.tally.retries += isRetry ? 1 : 0
      sources[name]?.tally.failures += hasFailed ? 1 : 0
      sources[name]?.tally.bytes += bytes
      if hasFailed { sources[name]?.breaker.fail(at: now) } else { sources[name]?.breaker.succeed() }
    }
  }

  private func abandon(_ name: String) {
    let now = clock.now()
    sources.withLock { $0[name]?.breaker.abandon(at: now) }
  }
}
