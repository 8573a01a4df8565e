public import Foundation
import Ledger

/// Decides what is told, from what is amiss at each look. Pure: time comes as a parameter.
///
/// It keeps back, and never drops: what there was no room for is still amiss at the next look, and is told then.
public struct AlertBook: Sendable {
  /// How much is told.
  public struct Limits: Hashable, Sendable {
    /// How long a cause that was told is kept quiet, unless it becomes more severe.
    public var quiet: TimeInterval
    /// Alerts in an hour, critical ones and heartbeats not counted.
    public var perHour: Int
    /// How often it is said that somebody is watching; nil for never.
    public var heartbeat: TimeInterval?

    /// Limits; an hour, twelve and a day unless told otherwise.
    public init(quiet: TimeInterval = 3600, perHour: Int = 12, heartbeat: TimeInterval? = 86_400) {
      self.quiet = quiet
      self.perHour = perHour
      self.heartbeat = heartbeat
    }
  }

  private struct Standing {
    var severity: AlertSeverity
    /// How many it concerned when it was told; nil when that is not known any more.
    var count: Int?
    var at: Date
  }

  private let limits: Limits
  private var standing: [String: Standing] = [:]
  private var toldNotices: Set<String> = []
  private var recent: [Date] = []
  private var lastHeartbeat: Date?
  private var toldSinceHeartbeat = 0

  /// A book that remembers what was told before, in the order in which it was.
  public init(limits: Limits, told: [(alert: Alert, at: Date)] = []) {
    self.limits = limits
    for (alert, at) in told {
      switch alert.kind {
      case .amiss: standing[alert.subject] = Standing(severity: alert.severity, count: nil, at: at)
      case .over: standing[alert.subject] = nil
      case .notice: toldNotices.insert(alert.subject)
      case .heartbeat: lastHeartbeat = at
      case .test: break
      }
    }
  }

  /// What is to be told now: of what is amiss what is new, became more severe or twice as much; what is over; what happened
  /// and was not told; and a heartbeat when its time has come.
  ///
  /// - Parameter state: how things stand altogether, for the heartbeat.
  public mutating func review(
    _ concerns: [Concern], _ notices: [Notice], state: String, at now: Date
  ) -> [Alert] {
    forgetFuture(now)
    var alerts: [Alert] = []
    for concern in concerns.sorted(by: { ($1.severity, $0.cause) < ($0.severity, $1.cause) }) {
      guard isNews(concern, at: now) else {
        if standing[concern.cause]?.count == nil { standing[concern.cause]?.count = concern.count }
        continue
      }
      guard hasRoom(for: concern.severity, at: now) else { continue }
      standing[concern.cause] = Standing(severity: concern.severity, count: concern.count, at: now)
      alerts.append(
        Alert(
          kind: .amiss, severity: concern.severity, subject: concern.cause, title: concern.title,
          details: concern.details, at: now.timestamp))
    }
    for notice in notices where !toldNotices.contains(notice.id) && hasRoom(for: notice.severity, at: now) {
      toldNotices.insert(notice.id)
      alerts.append(
        Alert(
          kind: .notice, severity: notice.severity, subject: notice.id, title: notice.title, details: notice.details,
          at: now.timestamp))
    }
    let present = Set(concerns.map(\.cause))
    for cause in standing.keys.sorted() where !present.contains(cause) && hasRoom(for: .info, at: now) {
      standing[cause] = nil
      alerts.append(
        Alert(kind: .over, severity: .info, subject: cause, title: "Over: \(cause)", details: [], at: now.timestamp))
    }
    toldSinceHeartbeat += alerts.count
    return alerts + heartbeat(concerns, state: state, at: now)
  }

  private func isNews(_ concern: Concern, at now: Date) -> Bool {
    guard let told = standing[concern.cause] else { return true }
    if concern.severity > told.severity { return true }
    guard let count = told.count else { return false }
    return concern.count >= 2 * count && now.timeIntervalSince(told.at) >= limits.quiet
  }

  /// Takes one of the hour's places; a critical alert needs none.
  private mutating func hasRoom(for severity: AlertSeverity, at now: Date) -> Bool {
    guard severity < .critical else { return true }
    recent.removeAll { now.timeIntervalSince($0) >= 3600 }
    guard recent.count < limits.perHour else { return false }
    recent.append(now)
    return true
  }

  private mutating func heartbeat(_ concerns: [Concern], state: String, at now: Date) -> [Alert] {
    guard let interval = limits.heartbeat else { return [] }
    if let last = lastHeartbeat, now.timeIntervalSince(last) < interval { return [] }
    let untold = concerns.count { standing[$0.cause] == nil }
    let alert = Alert(
      kind: .heartbeat, severity: .info, subject: "heartbeat",
      title: lastHeartbeat == nil
        ? "Watching from now on; the next word comes within \(Int(interval / 3600)) h"
        : "Still watching: \(toldSinceHeartbeat) alerts since the last heartbeat",
      details: [state] + concerns.prefix(5).map { "amiss: \($0.title)" }
        + (untold > 0 ? ["\(untold) causes are kept back, because \(limits.perHour) alerts went out in an hour"] : []),
      at: now.timestamp)
    lastHeartbeat = now
    toldSinceHeartbeat = 0
    return [alert]
  }

  /// A clock that jumped back makes the past look like the future, and would keep everything quiet until then.
  private mutating func forgetFuture(_ now: Date) {
    recent.removeAll { $0 > now }
    if let last = lastHeartbeat, last > now { lastHeartbeat = now }
    for (cause, told) in standing where told.at > now { standing[cause]?.at = now }
  }
}
