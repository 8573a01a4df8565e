import Alerts
import Foundation
import Ledger
import Logging
import Runtime
import ServiceLifecycle
import Warehouse

/// Looks at the ledger after each completion, and every half minute, and tells people what is amiss and what happened.
///
/// Everything comes from the ledger as it stands, nothing from what went by: an alert cannot be missed, only late.
struct AlertWatch: Service {
  let environment: ServiceEnvironment
  let bulletin: Bulletin
  let post: AlertPost
  let limits: AlertBook.Limits

  /// How long nothing needs to happen until it looks again, and how long it rests after each look.
  static let interval: TimeInterval = 30
  static let rest = Duration.seconds(2)
  /// How it is called in the audit, which remembers what was told over restarts.
  static let who = "alerts"

  init(environment: ServiceEnvironment, bulletin: Bulletin, sinks: [any AlertSink]) {
    self.environment = environment
    self.bulletin = bulletin
    post = AlertPost(sinks: sinks, clock: environment.clock, logger: environment.logger)
    let settings = environment.settings
    limits = AlertBook.Limits(
      quiet: TimeInterval(settings.alertQuietMinutes * 60),
      heartbeat: settings.alertHeartbeatHours == 0 ? nil : TimeInterval(settings.alertHeartbeatHours * 3600))
  }

  func run() async throws {
    let (number, alarm) = bulletin.follow(clock: environment.clock) ?? (0, Alarm(clock: environment.clock))
    defer { bulletin.leave(number) }
    var book: AlertBook?
    var undelivered: [Alert] = []
    while true {
      do {
        let now = environment.clock.now
        if book == nil { book = AlertBook(limits: limits, told: await told()) }
        let situation = await situation(at: now)
        undelivered += book?.review(situation.concerns, situation.notices, state: situation.state, at: now) ?? []
        undelivered = try await deliver(undelivered, isNew: { $0.at == now.timestamp })
        try await environment.clock.sleep(for: Self.rest)
        try await alarm.wait(until: environment.clock.now.addingTimeInterval(Self.interval))
      } catch {
        try Task.checkCancellation()
        environment.logger.warning("an alert could not be entered in the audit", metadata: ["why": "\(error)"])
        try await environment.clock.sleep(for: .seconds(30))
      }
    }
  }

  /// Carries what is new, and enters in the audit what every sink has taken by now; the rest comes back.
  private func deliver(_ alerts: [Alert], isNew: (Alert) -> Bool) async throws -> [Alert] {
    await post.send(alerts.filter(isNew))
    var (done, rest): ([Alert], [Alert]) = ([], [])
    for alert in alerts {
      if await post.isWaiting(alert) { rest.append(alert) } else { done.append(alert) }
    }
    if !done.isEmpty {
      let (done, time) = (done, environment.clock.now.timestamp)
      try await environment.warehouse.write { writer in
        for alert in done {
          try Ledger.audit(
            who: Self.who, what: alert.kind.rawValue, subject: alert.subject,
            reason: "\(alert.severity.rawValue): \(alert.title)", at: time, in: writer)
        }
      }
    }
    return rest
  }

  /// What was told before. Where the audit cannot be read, rather tell twice than not.
  private func told() async -> [(alert: Alert, at: Date)] {
    do {
      return try await entries()
    } catch {
      environment.logger.warning("what was told before is not known", metadata: ["why": "\(error)"])
      return []
    }
  }

  private func entries() async throws -> [(alert: Alert, at: Date)] {
    let entries = try await environment.warehouse.read { reader in
      try reader.all(
        "SELECT at, what, subject, reason FROM audit WHERE who = ? ORDER BY id DESC LIMIT 2000", [.text(Self.who)]
      ) { ($0.text(0) ?? "", $0.text(1) ?? "", $0.text(2) ?? "", $0.text(3) ?? "") }
    }
    return entries.reversed().compactMap { at, what, subject, reason in
      let parts = reason.split(separator: ": ", maxSplits: 1).map(String.init)
      guard let kind = Alert.Kind(rawValue: what), let severity = parts.first.flatMap(AlertSeverity.init(rawValue:)),
        // An entry whose time is damaged is none.
        let time = try? Date(at, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
      else { return nil }
      return (
        Alert(kind: kind, severity: severity, subject: subject, title: parts.last ?? "", details: [], at: at), time
      )
    }
  }

  /// How things stand. A ledger that cannot be read is the worst that can be said: nobody can tell then.
  private func situation(at now: Date) async -> LedgerSituation {
    do {
      return try await environment.warehouse.read { try LedgerSituation(from: $0, at: now) }
    } catch {
      return LedgerSituation(
        concerns: [
          Concern(
            cause: "the ledger cannot be read", severity: .critical, title: "The ledger cannot be read: \(error)",
            details: ["Nothing can be said about any date until it can. `backcourt doctor` looks for the cause."])
        ], notices: [], state: "the ledger cannot be read")
    }
  }
}
