import Foundation
import League
import Reports

extension AccuracyReport {
  /// The report for people.
  var text: String {
    guard let firstDate, let lastDate else { return Self.nothing }
    var parts = [
      """
      Grades of \(dates) dates, \(firstDate) to \(lastDate). Conditional on playing: \(voids) predictions
      of players who did not play, or of whose game no player lines are kept, are void and in no number.
      """
    ]
    if withoutAverages > 0 {
      parts.append("\(withoutAverages) grades of players whose averages are not known are left out as well.")
    }
    parts += sections.map(\.text)
    parts.append(
      """
      Errors in points, ± standard error; bias + is too high. season, last 10 and line: what the season
      average, the average of the last ten games and the line itself were off by on the same rows.
      cover: share of the players who played. Pushes and voids are in no hit rate; profit in units at
      -110, where 52.38 % breaks even.
      """)
    parts += adjustments.map(\.text)
    parts.append(
      leakAlarms.isEmpty
        ? "Leak alarm: quiet (hit rate of 60 % or less, or no more than 1000 bets; error of 4.3 or more over a season)."
        : leakAlarms.map { "LEAK ALARM  \($0.system), \($0.season): \($0.reason)" }.joined(separator: "\n"))
    return parts.joined(separator: "\n\n")
  }

  /// What is said when there is no grade to report.
  static let nothing = "No graded prediction is selected. Grades come with: backcourt backfill --season 2023-24"
}

extension AccuracyReport.Section {
  fileprivate var text: String {
    let people = population == .all ? "All players who played" : "Players with a line"
    let isShared = hasSameRowsForAllSystems && Set(lines.map(\.system)).count > 1
    let title = isShared ? "\(people), the same rows for every system" : people
    let isGrouped = lines.contains { $0.group != nil }
    var errors = TextTable(
      columns: [.left("system")] + (isGrouped ? [.left("")] : [])
        + ["rows", "cover", "error", "bias", "within 3", "within 5", "season", "last 10"].map { .right($0) }
        + (population == .lined ? [.right("line")] : []))
    for line in lines {
      errors.add([line.system] + (isGrouped ? [line.group ?? ""] : []) + line.errorCells)
    }
    guard population == .lined else { return title + "\n" + errors.text }
    var bets = TextTable(
      columns: [.left("system")] + (isGrouped ? [.left("")] : [])
        + ["bets", "won", "lost", "pushed", "hit rate", "profit"].map { .right($0) })
    for line in lines {
      bets.add([line.system] + (isGrouped ? [line.group ?? ""] : []) + (line.bets?.cells ?? []))
    }
    return [title, errors.text, "", bets.text].joined(separator: "\n")
  }
}

extension AccuracyReport.Line {
  fileprivate var errorCells: [String] {
    [
      "\(error.sample)", coverage.map { percent($0) } ?? "", error.text, signed(error.bias, decimals: 2),
      percent(within3), percent(within5), points(seasonAverage.mae), points(last10Average.mae),
    ] + (line.map { [points($0.mae)] } ?? [])
  }
}

extension AccuracyReport.Line.MeanError {
  fileprivate var text: String { points(mae) + (standardError.map { " ± " + points($0) } ?? "") }
}

extension AccuracyReport.Line.Bets {
  fileprivate var cells: [String] {
    [
      "\(won + lost + pushed)", "\(won)", "\(lost)", "\(pushed)",
      hitRate.map { percent($0) + (hitRateStandardError.map { " ± " + percent($0) } ?? "") } ?? "none decided",
      signed(profit, decimals: 1),
    ]
  }
}

private func points(_ value: Double) -> String { String(format: "%.2f", value) }
private func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
private func signed(_ value: Double, decimals: Int) -> String { String(format: "%+.\(decimals)f", value) }
