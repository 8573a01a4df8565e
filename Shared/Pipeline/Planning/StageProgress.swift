public import Contracts
public import Foundation
public import Ledger
public import League

/// One stage of a run: a set of dates that go out in ascending order within a window and come back settled in any order.
///
/// A set, never a high-water mark: what is not settled is work, whatever else is. Pure: time comes as a parameter.
///
/// Where dates are made anew, a later one that is out too early is computed from rows that are about to change, and again
/// once they have. So a stage that makes dates anew begins in step, one date at a time, and a date whose rows changed what
/// later ones read brings it back in step; each date that changed nothing for others widens it by one, up to the window.
public struct StageProgress: Sendable {
  /// The stage's place in its run.
  public let stage: Int
  /// Where its events start.
  public let from: Phase
  /// The last phase that it waits for.
  public let through: Phase
  private let window: Int
  /// How many dates may be out now: from one, in step, to the window.
  private var width: Int
  /// Dates that are out and changed what later dates read.
  private var stirring: Set<GameDate> = []
  private var dates: [GameDate: Entry] = [:]
  private var unsent: [GameDate]
  private var recent: [Bool] = []
  private var unsaved: Set<GameDate> = []

  /// Failures among the last dates that make a run pause: more than a tenth of twenty, and at least three.
  public static let pauseWindow = 20

  private struct Entry: Sendable {
    var from: Phase
    var attempts = 0
    /// Tries from before the run was last told to go on.
    var forgiven = 0
    var sentAt: Date?
    var outcome: Outcome?
    var reason: String?
    /// Whether it is work only because something that it reads has changed.
    var isFollowUp = false
    /// The first try that began after what it reads has changed; the end of an earlier one settles nothing.
    var least = 0
  }

  /// A date that goes out.
  public struct Emission: Hashable, Sendable {
    /// The date.
    public var date: GameDate
    /// Where its work starts.
    public var from: Phase
    /// Which try it is, from 1.
    public var attempt: Int
    /// Whether it goes out only because something that it reads has changed: what has not is left alone.
    public var isFollowUp = false
  }

  /// A stage over `dates`; those already settled in an earlier life of the run stay so.
  ///
  /// - Parameter isInStep: whether it begins with one date at a time, because rows that are there are made anew.
  public init(
    stage: Int, from: Phase, through: Phase, dates: [GameDate], window: Int, settled: [RunDate] = [],
    isInStep: Bool = false
  ) {
    self.stage = stage
    self.from = from
    self.through = through
    self.window = max(1, window)
    width = isInStep ? 1 : self.window
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

  /// Whether a date is settled and did not fail.
  public func isDone(_ date: GameDate) -> Bool {
    dates[date]?.outcome.map { $0 != .failed } ?? false
  }

  /// How often a date went out since the run was last told to go on.
  public func tries(at date: GameDate) -> Int { dates[date].map { $0.attempts - $0.forgiven } ?? 0 }

  /// Whether a date belongs to the stage.
  public func contains(_ date: GameDate) -> Bool { dates[date] != nil }

  /// What is to be said of dates, failed or not.
  public var reasons: [GameDate: String] { dates.compactMapValues(\.reason) }

  /// The first date that failed, with its reason.
  public var firstFailure: (date: GameDate, reason: String)? {
    dates.filter { $0.value.outcome == .failed }.min { $0.key < $1.key }.map { ($0.key, $0.value.reason ?? "failed") }
  }

  /// The dates that are still to go out, with the phase that they start at.
  public var coming: [GameDate: Phase] {
    dates.filter { $0.value.outcome == nil && $0.value.sentAt == nil }.mapValues(\.from)
  }

  /// The dates that go out now: the earliest that are not out, as many as there is room for. There is always room for a
  /// date before all that are out, since these may wait for it.
  ///
  /// - Parameter isEnding: whether nothing more is to go out than what those that are out may wait for.
  public mutating func emit(now: Date, isEnding: Bool = false) -> [Emission] {
    let out = inFlight
    let first = out.min()
    var room = isEnding ? 0 : width - out.count
    var emissions: [Emission] = []
    while let date = earliestUnsent(), room > 0 || emissions.isEmpty && first.map({ date < $0 }) ?? false,
      var entry = dates[date]
    {
      entry.sentAt = now
      entry.attempts += 1
      dates[date] = entry
      unsent.removeLast()
      unsaved.insert(date)
      emissions.append(Emission(date: date, from: entry.from, attempt: entry.attempts, isFollowUp: entry.isFollowUp))
      room -= 1
    }
    return emissions
  }

  /// The next date to go out; those that were settled or sent since they were put there are dropped.
  private mutating func earliestUnsent() -> GameDate? {
    while let date = unsent.last {
      if let entry = dates[date], entry.outcome == nil, entry.sentAt == nil { return date }
      unsent.removeLast()
    }
    return nil
  }

  /// Notes a sign of life of a date that is out.
  public mutating func heard(of date: GameDate, now: Date) {
    if dates[date]?.sentAt != nil {
      dates[date]?.sentAt = now
    }
  }

  /// Settles a date. Settling it again changes nothing, and nor does the end of a try from before it was reopened.
  public mutating func settle(_ date: GameDate, _ outcome: Outcome, reason: String?, attempt: Int = .max) {
    guard let entry = dates[date], entry.outcome == nil, attempt >= entry.least else { return }
    dates[date]?.outcome = outcome
    dates[date]?.reason = reason
    recent.append(outcome != .failed)
    unsaved.insert(date)
    if stirring.remove(date) == nil {
      width = min(window, width + 1)
    }
  }

  /// Makes dates work again, from a phase on: something that they read has changed on another date, if it is known on which.
  /// Dates that are out are sent again.
  public mutating func reopen(_ reached: [GameDate: Phase], by changed: GameDate?) {
    width = 1
    if let changed, isOpen(changed) {
      stirring.insert(changed)
    }
    for (date, phase) in reached {
      var entry = Entry(
        from: phase, attempts: dates[date]?.attempts ?? 0, forgiven: dates[date]?.forgiven ?? 0, isFollowUp: true)
      entry.least = entry.attempts + 1
      if let open = dates[date], open.outcome == nil {
        entry.from = min(open.from, phase)
        entry.isFollowUp = open.isFollowUp
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
      dates[date] = Entry(from: entry.from, attempts: entry.attempts, forgiven: entry.attempts)
      unsaved.insert(date)
    }
    unsent = unreached.reversed()
  }

  /// Makes dates that are done work once more, from where the stage starts. The end of an earlier try settles nothing.
  public mutating func workAgain(on undone: Set<GameDate>) {
    for date in undone where isDone(date) {
      guard let done = dates[date] else { continue }
      dates[date] = Entry(from: from, attempts: done.attempts, forgiven: done.forgiven, least: done.attempts + 1)
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
