public import Logging
import Synchronization

/// The consumption loop: pulls messages of a subscription, and hands each to a handler.
///
/// * Live messages go before backfill messages, with a floor for backfill.
/// * Messages of equal key are handled one after another, in the order of their arrival, whatever their lanes.
/// * A message is settled only after its handler returned. A handler that throws says that the world is not usable: the
///   same message is handed to it again after a back-off, and its place among the running ones is kept meanwhile.
/// * At most ``Limits/readAhead`` messages wait; beyond that nothing is pulled, which holds the bus back.
public final class Consumer: Sendable {
  /// The loop's bounds.
  public struct Limits: Hashable, Sendable {
    /// Messages pulled ahead of the handlers.
    public var readAhead: Int
    /// Handlers at work at once.
    public var maxConcurrent: Int
    /// While backfill waits, at least one of so many messages is backfill.
    public var backfillEvery: Int

    /// Bounds; each is taken as 1 if it is less.
    public init(readAhead: Int = 256, maxConcurrent: Int = 8, backfillEvery: Int = 4) {
      self.readAhead = max(1, readAhead)
      self.maxConcurrent = max(1, maxConcurrent)
      self.backfillEvery = max(1, backfillEvery)
    }
  }

  private struct Progress {
    var lastSettled: Duration?
    var lastTurn: Duration?
    var failure: String?
    var endedByItself = false
  }

  private let subscription: any Subscription
  private let limits: Limits
  private let backoff: RetryBackoff
  private let time: Timekeeper
  private let logger: Logger
  private let lane: @Sendable (Message) -> Lane
  private let handle: @Sendable (Delivery) async throws -> Void

  private let backlog: Mutex<Backlog>
  private let progress = Mutex(Progress())
  private let work = Doorbell()
  private let room = Doorbell()
  private let stop = Doorbell()

  /// A loop over `subscription`, which it closes at its end.
  ///
  /// - Parameters:
  ///   - lane: the lane in which a message waits.
  ///   - handle: called once per message, and again after each throw. Deals with errors of its own; throws only when
  ///     nothing can be done now.
  public init(
    subscription: any Subscription, limits: Limits = Limits(), backoff: RetryBackoff = RetryBackoff(),
    clock: some Clock<Duration> = ContinuousClock(), logger: Logger = Logger(label: "backcourt.consumer"),
    lane: @escaping @Sendable (Message) -> Lane, handle: @escaping @Sendable (Delivery) async throws -> Void
  ) {
    self.subscription = subscription
    self.limits = limits
    self.backoff = backoff
    self.logger = logger
    self.lane = lane
    self.handle = handle
    time = Timekeeper(clock)
    backlog = Mutex(Backlog(readAhead: limits.readAhead, backfillEvery: limits.backfillEvery))
  }

  /// What the loop is doing now.
  public var state: ConsumerState {
    let now = time.elapsed()
    let progress = progress.withLock { $0 }
    return backlog.withLock { backlog in
      ConsumerState(
        waiting: [.live: backlog.waiting(in: .live), .backfill: backlog.waiting(in: .backfill)],
        running: backlog.running, handled: backlog.finished, oldestUnsettled: backlog.oldest.map { now - $0 },
        sinceLastSettled: progress.lastSettled.map { now - $0 }, sinceLastTurn: progress.lastTurn.map { now - $0 },
        failure: progress.failure, isDraining: backlog.isDraining, subscription: subscription.state)
    }
  }

  /// Runs until ``drain()`` is called or the task is cancelled, then closes the subscription. Drained, the handlers at
  /// work are waited for; cancelled, they are cancelled as well. What was not settled is delivered again elsewhere.
  ///
  /// - Throws: ``BusError/fatal(_:)`` or ``BusError/closed`` when the subscription ended by itself.
  public func run() async throws(BusError) {
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        await self.unlessDraining { await self.pull() }
        self.drain()
      }
      for _ in 0..<limits.maxConcurrent {
        group.addTask { await self.takeTurns() }
      }
    }
    let problem = subscription.state.problem
    await subscription.close()
    if progress.withLock({ $0.endedByItself }) { throw problem.map(BusError.fatal) ?? .closed }
  }

  /// Stops pulling, and lets ``run()`` return once the handlers at work have finished.
  public func drain() {
    backlog.withLock { $0.drain() }
    stop.ring()
    room.ring()
    work.ring()
  }

  private func pull() async {
    while await room.first({ self.backlog.withLock { $0.isDraining || $0.hasRoom ? true : nil } }) == true {
      guard !backlog.withLock({ $0.isDraining }) else { return }
      guard let delivery = await subscription.next() else {
        let wasAsked = Task.isCancelled || backlog.withLock { $0.isDraining }
        if !wasAsked { progress.withLock { $0.endedByItself = true } }
        return
      }
      let lane = lane(delivery.message)
      let now = time.elapsed()
      backlog.withLock { $0.accept(delivery, lane: lane, at: now) }
      work.ring()
    }
  }

  private func takeTurns() async {
    while case .job(let job)? = await work.first({ self.backlog.withLock { $0.take() } }) {
      room.ring()
      guard await perform(job) else { return }
      backlog.withLock { $0.finish(job) }
      work.ring()
    }
  }

  /// Handles and settles a message, however many attempts it takes. False when the loop stops before it succeeded.
  private func perform(_ job: Backlog.Job) async -> Bool {
    var random = SystemRandomNumberGenerator()
    for failure in 1... {
      do {
        noteTurn()
        try await handle(job.delivery)
        job.delivery.settle()
        let now = time.elapsed()
        progress.withLock {
          $0.lastTurn = now
          $0.lastSettled = now
          $0.failure = nil
        }
        return true
      } catch {
        noteTurn()
        let delay = backoff.delay(afterFailure: failure, using: &random)
        let isNew = progress.withLock { progress in
          defer { progress.failure = "\(error)" }
          return progress.failure != "\(error)"
        }
        // What lasts is said once; health and metrics tell that it does.
        logger.log(
          level: isNew ? .warning : .debug, "handler failed; the message will be tried again",
          metadata: [
            "topic": "\(job.delivery.message.topic)", "partition": "\(job.delivery.partition)",
            "offset": "\(job.delivery.offset)", "failures": "\(failure)", "delay": "\(delay)", "error": "\(error)",
          ])
        // The sleep throws only when it is cancelled, which is what ends it when the loop drains.
        guard await unlessDraining({ try? await self.time.sleep(delay) }) else { return false }
      }
    }
    return false
  }

  private func noteTurn() {
    let now = time.elapsed()
    progress.withLock { $0.lastTurn = now }
  }

  /// Does something that ends when cancelled, and cancels it when the loop drains.
  ///
  /// - Returns: whether it ended before that.
  @discardableResult
  private func unlessDraining(_ act: @escaping @Sendable () async -> Void) async -> Bool {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await act() }
      group.addTask { _ = await self.stop.first { self.backlog.withLock { $0.isDraining ? true : nil } } }
      await group.next()
      group.cancelAll()
    }
    return !Task.isCancelled && !backlog.withLock { $0.isDraining }
  }
}
