import Foundation
public import Ledger
public import Logging

/// Carries alerts to every sink, each at its own pace: a sink that fails is left alone for a while and gets them later, in
/// order, and keeps no other from them.
public actor AlertPost {
  /// Alerts that wait for a sink at most; of more the oldest are let go, and the log says so.
  static let room = 200
  /// The first pause after a failure, and the longest.
  static let pauses: (first: TimeInterval, longest: TimeInterval) = (5, 600)

  private struct Line {
    let sink: any AlertSink
    var waiting: [(number: Int, alert: Alert)] = []
    var failures = 0
    var notBefore: Date?
  }

  private var lines: [Line]
  private var number = 0
  private let clock: any WallClock
  private let logger: Logger

  /// A post to some sinks.
  public init(sinks: [any AlertSink], clock: any WallClock, logger: Logger) {
    lines = sinks.map { Line(sink: $0) }
    self.clock = clock
    self.logger = logger
  }

  /// Alerts that wait for a sink, by its name.
  public var waiting: [String: Int] {
    Dictionary(lines.map { ($0.sink.name, $0.waiting.count) }, uniquingKeysWith: +)
  }

  /// Whether a sink has not taken an alert yet.
  public func isWaiting(_ alert: Alert) -> Bool {
    lines.contains { $0.waiting.contains { $0.alert == alert } }
  }

  /// Takes alerts, and carries what it can now. Not to be called twice at once.
  public func send(_ alerts: [Alert]) async {
    for alert in alerts {
      number += 1
      for index in lines.indices { lines[index].waiting.append((number, alert)) }
    }
    for index in lines.indices {
      await carry(index)
      letGo(index)
    }
  }

  private func carry(_ index: Int) async {
    if let time = lines[index].notBefore, clock.now < time, time.timeIntervalSince(clock.now) <= Self.pauses.longest {
      return
    }
    while let next = lines[index].waiting.first {
      do throws(AlertFailure) {
        try await lines[index].sink.send(next.alert)
        lines[index].waiting.removeAll { $0.number == next.number }
        lines[index].failures = 0
        lines[index].notBefore = nil
      } catch {
        guard error != .cancelled else { return }
        let pause = min(Self.pauses.longest, Self.pauses.first * pow(2, Double(min(lines[index].failures, 10))))
        lines[index].failures += 1
        lines[index].notBefore = clock.now.addingTimeInterval(pause)
        logger.warning(
          "an alert could not be delivered; trying again",
          metadata: [
            "sink": "\(lines[index].sink.name)", "why": "\(error)", "waiting": "\(lines[index].waiting.count)",
            "pause_s": "\(Int(pause))",
          ])
        return
      }
    }
  }

  private func letGo(_ index: Int) {
    let surplus = lines[index].waiting.count - Self.room
    guard surplus > 0 else { return }
    lines[index].waiting.removeFirst(surplus)
    logger.error(
      "alerts were let go: too many wait for a sink",
      metadata: ["sink": "\(lines[index].sink.name)", "alerts": "\(surplus)"])
  }
}
