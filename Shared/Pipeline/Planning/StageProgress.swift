public import Contracts
public import Foundation
public import Ledger
public import League

/// One stage of a run: a set of dates that go out in ascending order within a window and come back settled in any order.
///
/// A set, never a high-water mark: what is not settled is work, whatever else is. Pure: time comes as a parameter.
public struct StageProgress: Sendable {
  /// The stage's place in its run.
  public let stage: Int
  /// Where its events start.
  public let from: Phase
  /// The last phase that it waits for.
  public let through: Phase
  private let window: Int
  private var dates: [GameDate: Entry] = [:]
  private var unsent: [GameDate]
  private var recent: [Bool] = []
  private var unsaved: Set<GameDate> = []

  /// Failures among the last dates that make a run pause: more than a tenth of twenty, and at least three.
  public static let pauseWindow = 20

  private struct Entry: Sendable {
    var from: Phase
    var attempts = 0
    var sentAt: Date?
    var outcome: Outcome?
    var reason: String?
  }

  /// A date that goes out.
  public struct Emission: Hashable, Sendable {
    /// The date.
    public var date: GameDate
    /// Where its work starts.
    public var from: Phase
    /// Which try it is, from 1.
    public var attempt: Int
  }

  /// A stage over `dates`; those already settled in an earlier life of the run stay so.
  public init(stage: Int, from: Phase, through: Phase, dates: [GameDate], window: Int, settled: [RunDate] = []) {
    self.stage = stage
    self.from = from
    self.through = through
    self.window = max(1, window)
    for date in dates {
      self.dates[date] = Entry(from: from)
    }
    for done in settled where self.dates[done.date] != nil {
      self.dates[done.date]?.attempts = done.attempts
      self.dates[done.date]?.outcome = done.outcome
      self.dates[done.date]?.reason = done.reason
    }
    unsent = self.dates.filter { $0.value.outcome == nil }.map(\.key).sorted(by: >)
  }

  /// Dates of the stage.
  public var planned: Int { dates.count }
  /// Dates that are settled.
  public var done: Int { dates.values.count { $0.outcome != nil } }
  /// Dates that failed.
  public var failed: Int { dates.values.count { $0.outcome == .failed } }
  /// Dates that are out.
  public var inFlight: [GameDate] { dates.filter { $0.value.sentAt != nil && $0.value.outcome == nil }.map(\.key) }
  /// Whether every date is settled.
  public var isDone: Bool { dates.values.allSatisfy { $0.outcome != nil } }
  /// Whether nothing is out.
  public var isIdle: Bool { inFlight.isEmpty }
  /// Whether too many of the last dates failed.
  public var mustPause: Bool {
    let failures = recent.suffix(Self.pauseWindow).count { !$0 }
    return failures >= 3 && failures * 10 > Self.pauseWindow
  }

  /// The dates that never went out, or are to go out again.
  public var unreached: [GameDate] {
    dates.filter { $0.value.outcome == nil && $0.value.sentAt == nil }.map(\.key).sorted()
  }

  /// Whether a date is work that is not settled.
  public func isOpen(_ date: GameDate) -> Bool {
    dates[date].map { $0.outcome == nil } ?? false
  }

  /// How often a date went out.
  public func attempts(at date: GameDate) -> Int { dates[date]?.attempts ?? 0 }

  /// Whether a date belongs to the stage.
  public func contains(_ date: GameDate) -> Bool { dates[date] != nil }

  /// The reasons of dates that did not settle well.
  public var reasons: [GameDate: String] { dates.compactMapValues(\.reason) }

  /// The dates that go out now: the earliest that are not out, as many as the window has room for.
  public mutating func emit(now: Date) -> [Emission] {
    var room = window - inFlight.count
    var emissions: [Emission] = []
    while room > 0, let date = unsent.popLast() {
      guard var entry = dates[date], entry.outcome == nil, entry.sentAt == nil else { continue }
      entry.sentAt = now
      entry.attempts += 1
      dates[date] = entry
      unsaved.insert(date)
      emissions.append(Emission(date: date, from: entry.from, attempt: entry.attempts))
      room -= 1
    }
    return emissions
  }

  /// Notes a sign of life of a date that is out.
  public mutating func heard(of date: GameDate, now: Date) {
    if dates[date]?.sentAt != nil {
      dates[date]?.sentAt = now
    }
  }

  /// Settles a date. Settling it again changes nothing.
  public mutating func settle(_ date: GameDate, _ outcome: Outcome, reason: String?) {
    guard dates[date] != nil, dates[date]?.outcome == nil else { return }
    dates[date]?.outcome = outcome
    dates[date]?.reason = reason
    recent.append(outcome != .failed)
    unsaved.insert(date)
  }

  /// Makes dates work again, from a phase on: something that they read has changed. Dates that are out are sent again.
  public mutating func reopen(_ reached: [GameDate: Phase]) {
    for (date, phase) in reached {
      var entry = Entry(from: phase, attempts: dates[date]?.attempts ?? 0)
      if let open = dates[date], open.outcome == nil {
        entry.from = min(open.from, phase)
      }
      dates[date] = entry
      unsaved.insert(date)
    }
    unsent = unreached.reversed()
  }

  /// Goes on after a pause: dates that failed are work again, and what failed before no longer counts towards a pause.
  public mutating func goOn() {
    recent = []
    for (date, entry) in dates where entry.outcome == .failed {
      dates[date] = Entry(from: entry.from, attempts: entry.attempts)
      unsaved.insert(date)
    }
    unsent = unreached.reversed()
  }

  /// Dates that are out and were not heard of for `limit`.
  public func silent(for limit: TimeInterval, now: Date) -> [GameDate] {
    dates.filter { entry in
      guard entry.value.outcome == nil, let sent = entry.value.sentAt else { return false }
      return now.timeIntervalSince(sent) >= limit
    }.map(\.key).sorted()
  }

  /// Puts dates back among those that go out next.
  public mutating func sendAgain(_ again: [GameDate]) {
    for date in again where dates[date]?.outcome == nil {
      dates[date]?.sentAt = nil
      unsent.append(date)
    }
    unsent.sort(by: >)
  }

  /// The dates whose standing changed since this was last asked.
  public mutating func takeUnsaved() -> [RunDate] {
    defer { unsaved = [] }
    return unsaved.compactMap { date in
      dates[date].map {
        RunDate(stage: stage, date: date, outcome: $0.outcome, attempts: $0.attempts, reason: $0.reason)
      }
    }
  }
}
