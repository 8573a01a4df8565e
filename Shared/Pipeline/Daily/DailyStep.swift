public import Foundation
public import League

/// Something that daily mode does at a moment of an Eastern day.
public struct DailyStep: Hashable, Sendable {
  /// What is done.
  public enum Work: String, Hashable, Sendable, Codable {
    /// The schedule is read, and it is said whether the day has games.
    case opening
    /// The first half of the day's date.
    case preGame = "pre-game"
    /// The same for the last time before the first tip-off.
    case lastPreGame = "last pre-game"
    /// The second half of the day's date, for as long as games are missing.
    case postGame = "post-game"
    /// The second half of earlier dates: late games, and corrections.
    case sweep
  }

  /// The Eastern day whose schedule the step is on; after midnight that is still the day before.
  public var day: GameDate
  /// What is done.
  public var work: Work
  /// When.
  public var due: Date

  /// A step.
  public init(day: GameDate, work: Work, due: Date) {
    self.day = day
    self.work = work
    self.due = due
  }

  /// `2012-01-04 pre-game 10:30`: the same whenever the schedule is worked out again.
  public var id: String { "\(day) \(work.rawValue) \(EasternTime.clock(due))" }

  /// Whether a later step of the day makes this one needless.
  public func isCovered(by other: DailyStep) -> Bool {
    guard other.day == day, other.due > due else { return false }
    switch work {
    case .preGame: return other.work == .preGame || other.work == .lastPreGame
    case .opening, .lastPreGame, .postGame, .sweep: return other.work == work
    }
  }
}
