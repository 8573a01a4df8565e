public import Bus
import Synchronization

/// What a process says of its health: whether it is alive, and whether it can do its work now.
///
/// Alive asks nothing of the outside: an outage of bus or warehouse must not have processes started again.
public final class Health: Sendable {
  /// How long a handler may be at work, and none begin or end, before its loop counts as stuck.
  public static let stuckAfter: Duration = .seconds(600)

  /// What a check found, in words.
  public struct Finding: Hashable, Sendable {
    /// Whether it holds.
    public var isGood: Bool
    /// What was found.
    public var words: String

    /// A finding.
    public init(_ isGood: Bool, _ words: String) {
      self.isGood = isGood
      self.words = words
    }
  }

  private let loops = Mutex<[String: @Sendable () -> ConsumerState?]>([:])
  private let checks = Mutex<[String: @Sendable () async -> Finding]>([:])

  /// Knows of nothing yet: alive, and ready.
  public init() {}

  /// Watches a consumption loop of the process, which is nil once it is gone.
  public func watch(_ group: String, _ state: @escaping @Sendable () -> ConsumerState?) {
    loops.withLock { $0[group] = state }
  }

  /// Adds a condition of being ready.
  public func require(_ name: String, _ check: @escaping @Sendable () async -> Finding) {
    checks.withLock { $0[name] = check }
  }

  /// The loops as they are now.
  public var consumers: [String: ConsumerState] { loops.withLock { $0 }.compactMapValues { $0() } }

  /// Whether every loop turns.
  public var alive: [String: Finding] { consumers.mapValues(Self.alive) }

  /// Whether the process can work now: every loop has its share of the bus, and every condition holds.
  public func ready() async -> [String: Finding] {
    var findings = consumers.mapValues(Self.ready)
    for (name, check) in checks.withLock({ $0 }) { findings[name] = await check() }
    return findings
  }

  /// A loop is stuck when a handler is at work and for a long time none has begun or ended.
  static func alive(_ loop: ConsumerState) -> Finding {
    guard loop.running > 0, let since = loop.sinceLastTurn, since >= stuckAfter else { return Finding(true, "turns") }
    return Finding(false, "stuck: a handler is at work for \(since.components.seconds) s")
  }

  /// A loop can work when its member has joined, is connected, and is not on its way out, and its handler did not find the world
  /// unusable the last time.
  static func ready(_ loop: ConsumerState) -> Finding {
    let bus = loop.subscription
    if loop.isDraining { return Finding(false, "draining") }
    if !bus.isConnected { return Finding(false, "not connected\(bus.problem.map { ": " + $0 } ?? "")") }
    if !bus.hasJoined { return Finding(false, "has not joined the group yet") }
    if let failure = loop.failure { return Finding(false, "cannot work: \(failure)") }
    return Finding(true, "joined, with \(bus.partitions) partitions")
  }
}
