public import Foundation
public import League

/// When daily mode does what: by the tip-offs of a day where there are any, else by Eastern wall time.
///
/// | Eastern | |
/// |---|---|
/// | 05:00 | opening: the schedule is read |
/// | 06:30, 11:00 | sweep of the days before |
/// | from 10:30 every two hours, and an hour before the first tip-off | pre-game |
/// | 2 h 45 min after the last tip-off, then hourly, six times | post-game |
public enum DailySchedule {
  /// How long before the first tip-off the last look is taken.
  public static let lastLook: TimeInterval = 3600
  /// No earlier look is taken so shortly before the last one.
  static let quietBefore: TimeInterval = 90 * 60
  /// When the first game can be over.
  static let gameLength: TimeInterval = 2.75 * 3600
  /// How often it is looked for results in the night.
  static let nightlyLooks = 6

  /// The steps of a day, in order.
  ///
  /// - Parameter tipOffs: of its games; none on a day without games.
  public static func steps(on day: GameDate, tipOffs: [Date]) -> [DailyStep] {
    func step(_ work: DailyStep.Work, _ due: Date) -> DailyStep { DailyStep(day: day, work: work, due: due) }
    var steps = [
      step(.opening, EasternTime.moment(day, 5)), step(.sweep, EasternTime.moment(day, 6, 30)),
      step(.sweep, EasternTime.moment(day, 11)),
    ]
    if let first = tipOffs.min(), let last = tipOffs.max() {
      let lastLook = first.addingTimeInterval(-Self.lastLook)
      var look = EasternTime.moment(day, 10, 30)
      while look <= lastLook.addingTimeInterval(-quietBefore) {
        steps.append(step(.preGame, look))
        look = look.addingTimeInterval(2 * 3600)
      }
      steps.append(step(.lastPreGame, lastLook))
      for hour in 0..<nightlyLooks {
        steps.append(step(.postGame, last.addingTimeInterval(gameLength + Double(hour) * 3600)))
      }
    }
    return steps.sorted { ($0.due, $0.work.rawValue) < ($1.due, $1.work.rawValue) }
  }
}
