public import Bus
public import Contracts
import Foundation
import Ledger
import League
import Logging
public import Pipeline
import Synchronization
import Telemetry

/// What a phase does with one message: decode, let the runner work, publish the completion, and take up waiting dates.
///
/// The order of effects is fixed: rows and cells committed, completion delivered, then the message settled by returning.
/// A crash between any two is repaired by the message's redelivery or by the waiting date in the ledger.
public final class PhaseHandler: Sendable {
  private let runner: PhaseRunner
  private let phase: Phase
  private let environment: ServiceEnvironment
  private let afterCompletion: @Sendable (PhaseCompleted) async throws -> Void
  private let turns = DateTurns()
  private let metrics: PhaseMetrics
  private let alarm: Alarm
  private let mustGiveWay = Mutex<@Sendable () -> Bool>({ false })

  /// A handler for the messages of a runner's phase.
  ///
  /// - Parameter afterCompletion: called after a date was committed and before its completion is published.
  public init(
    runner: PhaseRunner, phase: Phase, environment: ServiceEnvironment,
    afterCompletion: @escaping @Sendable (PhaseCompleted) async throws -> Void = { _ in }
  ) {
    self.runner = runner
    self.phase = phase
    self.environment = environment
    self.afterCompletion = afterCompletion
    metrics = PhaseMetrics(phase: phase)
    alarm = Alarm(clock: environment.clock)
  }

  /// Says when a live message waits: no backfill date is taken up then, and whoever handles that message goes on with them.
  /// A chain of dates that wake each other may be a season long.
  public func giveWay(when isLiveWaiting: @escaping @Sendable () -> Bool) {
    mustGiveWay.withLock { $0 = isLiveWaiting }
  }

  /// Handles one message. Returns when its effects are durable.
  ///
  /// - Throws: only when the warehouse or the bus cannot be used now; the message is to be handed in again.
  public func handle(_ delivery: Delivery) async throws {
    let time = environment.clock.now.timestamp
    let event: Event
    do {
      event = try EventBus.event(in: delivery, receivedAt: time)
    } catch {
      // Every phase reads the date events; the first one speaks for all.
      if delivery.message.topic == Topic.backfillDate.name, phase != .scrape { return }
      environment.logger.warning(
        "message refused", metadata: ["topic": "\(delivery.message.topic)", "reason": "\(error)"])
      try await environment.bus.publish(
        EventBus.deadLetter(delivery, on: .deadLetter(phase), reason: "\(error)", at: time))
      metrics.refused()
      return
    }
    if let request = request(in: event) {
      // A request that comes while its date is taken up by the clock may ask for more, and is not lost.
      await turns.take(request.date)
      let completion = try await process(request, trace: event.trace)
      if let completion, let reason = completion.undeliverableReason {
        try await environment.bus.publish(
          EventBus.deadLetter(delivery, on: .deadLetter(phase), reason: reason, at: time))
      }
    }
    try await takeUpWaiting()
  }

  /// Takes up dates that wait for something that is there now, live ones first.
  public func takeUpWaiting() async throws {
    var found = try await runner.wakeable()
    while !found.isEmpty {
      for waiting in found.filter({ $0.request.mode == .live }) + found.filter({ $0.request.mode != .live }) {
        if waiting.request.mode != .live, mustGiveWay.withLock({ $0 })() { return }
        let trace = TraceContext(traceparent: waiting.traceparent) ?? .root()
        guard turns.takeIfFree(waiting.request.date) else { continue }
        let completion = try await process(waiting.request, trace: trace)
        if let reason = completion?.undeliverableReason {
          try await environment.bus.publish(
            try EventBus.deadLetter(
              waiting.request, of: phase, trace: trace, reason: reason, at: environment.clock.now.timestamp))
        }
      }
      // What was finished may be what other dates of this phase wait for.
      let again = try await runner.wakeable()
      found = again.filter { date in !found.contains(date) }
    }
  }

  /// Takes up dates whose time has come, for as long as the task runs. What cannot be done now is tried again, and said once. It
  /// looks about as often as a lease lasts, since what another process began and died over rings no bell here.
  public func watchClock() async throws {
    var said = ""
    while true {
      do {
        let latest = environment.clock.now.addingTimeInterval(TimeInterval(environment.settings.leaseSeconds))
        try await alarm.wait(until: min(try await runner.nextDue() ?? latest, latest))
        try await takeUpWaiting()
        said = ""
      } catch {
        try Task.checkCancellation()
        if said != "\(error)" {
          environment.logger.warning("waiting dates could not be taken up", metadata: ["error": "\(error)"])
        }
        said = "\(error)"
        try await environment.clock.sleep(for: .seconds(1))
      }
    }
  }

  private func request(in event: Event) -> DateRequested? {
    switch event.payload {
    case .dateRequested(let request):
      return request.from == phase ? request : nil
    case .phaseCompleted(let completion):
      guard completion.phase == phase.previous, completion.startsNextPhase else { return nil }
      return completion.request
    }
  }

  /// Works on a date that was taken, and leaves it.
  @discardableResult
  private func process(_ request: DateRequested, trace: TraceContext) async throws -> PhaseCompleted? {
    defer { turns.leave(request.date) }
    switch try await runner.handle(request, traceparent: trace.traceparent) {
    case .waiting(let waiting):
      metrics.waits(waiting)
      if waiting.dueAt != nil {
        alarm.ring()
      }
      return nil
    case .completed(let completion):
      try await afterCompletion(completion)
      try await publish(completion, trace: trace)
      try await runner.finished(request.date)
      return completion
    }
  }

  private func publish(_ completion: PhaseCompleted, trace: TraceContext) async throws {
    let request = completion.request
    let event = Event(
      id: "\(request.runID)/\(phase.rawValue)/\(request.date)/\(request.attempt)",
      source: "/backcourt/\(phase.rawValue)",
      time: environment.clock.now.timestamp, trace: trace.child(), payload: .phaseCompleted(completion))
    try await environment.bus.publish(try EventBus.message(event, on: .complete(phase)))
    metrics.settled(completion)
    let level: Logger.Level = completion.status == .failed ? .error : .info
    environment.logger.log(
      level: level, "date settled",
      metadata: [
        "date": "\(request.date)", "run": "\(request.runID)", "status": "\(completion.status.rawValue)",
        "changed": "\(completion.changed)", "rows": "\(completion.tables.reduce(0) { $0 + $1.rows })",
        "ms": "\(completion.tables.reduce(0) { $0 + $1.durationMS })", "reason": "\(completion.reason ?? "")",
        "trace_id": "\(trace.traceID)",
      ])
  }
}

extension PhaseCompleted {
  /// Why the request can never be finished as things are; nil unless it failed.
  fileprivate var undeliverableReason: String? {
    status == .failed ? reason ?? "failed" : nil
  }
}
