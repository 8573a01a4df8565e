import Contracts
import Ledger
import League
package import Pipeline

/// What `backcourt watch` shows: the runs at work, how far each phase of each season is, what failed, and where time goes.
package struct WatchScreen {
  private let world: World
  private let runs: [RunStatus]
  private let waiting: Int
  private let openLetters: Int
  private let slowest: [WorkReport.Line]
  private let title: String

  /// - Parameters:
  ///   - title: the first line.
  ///   - runs: those that are not over.
  package init(
    title: String, world: World, runs: [RunStatus], waiting: Int, openLetters: Int, slowest: [WorkReport.Line]
  ) {
    self.title = title
    self.world = world
    self.runs = runs
    self.waiting = waiting
    self.openLetters = openLetters
    self.slowest = slowest
  }

  /// The lines, none longer than `width` and no more than `height` of them.
  package func lines(width: Int, height: Int) -> [String] {
    let sections = [[title], runLines(width), progress(width), trouble, work]
    let all = sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    return all.split(separator: "\n", omittingEmptySubsequences: false).prefix(max(1, height)).map {
      String(SafeText.line(String($0)).prefix(max(20, width)))
    }
  }

  private func runLines(_ width: Int) -> [String] {
    guard !runs.isEmpty else { return ["No run is at work."] }
    return runs.flatMap { status in
      let share = status.planned > 0 ? Double(status.done) / Double(status.planned) : 0
      let rate = (status.perSecond * 10).rounded() / 10
      let left = status.secondsLeft.map { status.done > 0 ? ", \(Self.duration($0)) left" : "" } ?? ""
      return [
        "\(status.run.runID)  \(status.run.state.words)  \(status.stage)",
        "  \(Self.bar(share, width: min(40, width - 30)))  \(status.done)/\(status.planned) dates",
        "  \(rate)/s\(left), \(status.inFlight) out, \(status.failed) failed",
      ]
    }
  }

  private func progress(_ width: Int) -> [String] {
    let report = StatusReport(world, selection: DateSelection(), waiting: waiting)
    guard !report.seasons.isEmpty else { return ["No season is planned yet."] }
    var table = TextTable(columns: [
      .left("season"), .left("phase"), .left("settled"), .right("cells"), .right("running"), .right("waiting"),
      .right("failed"),
    ])
    for row in report.seasons {
      let settled = Outcome.allCases.filter(\.isSettled).reduce(0) { $0 + (row.cells[$1.rawValue] ?? 0) }
      let total = row.cells.values.reduce(0, +)
      func count(_ state: CellState) -> String { row.cells[state.rawValue].map(String.init) ?? "·" }
      table.add([
        row.season.label, row.phase.rawValue,
        Self.bar(total > 0 ? Double(settled) / Double(total) : 0, width: max(8, min(24, width - 62))),
        "\(settled)/\(total)", count(.running), count(.waiting), count(.failed),
      ])
    }
    return [table.text]
  }

  private var trouble: [String] {
    let failures = FailuresReport(world)
    var lines = failures.causes.prefix(5).map { "failed  \($0.cells.counted("cell"))  \($0.cause)" }
    if waiting > 0 { lines.append("\(waiting.counted("date")) wait for something; `backcourt gaps` says for what") }
    if openLetters > 0 { lines.append("\(openLetters.counted("dead letter")) open; see `backcourt deadletter list`") }
    return lines
  }

  private var work: [String] {
    guard !slowest.isEmpty else { return [] }
    var table = TextTable(columns: [.left("slowest tables"), .right("cells"), .right("s"), .right("mean ms")])
    for line in slowest.prefix(5) {
      table.add([
        line.table.text, "\(line.attempts)", "\(line.milliseconds / 1000)",
        "\(line.milliseconds / max(1, line.attempts))",
      ])
    }
    return [table.text]
  }

  private static func bar(_ share: Double, width: Int) -> String {
    let width = max(4, width)
    let full = Int((share * Double(width)).rounded(.down))
    return "[" + String(repeating: "#", count: full) + String(repeating: ".", count: width - full) + "]"
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    return whole >= 3600
      ? "\(whole / 3600) h \(whole / 60 % 60) min" : whole >= 60 ? "\(whole / 60) min \(whole % 60) s" : "\(whole) s"
  }
}
