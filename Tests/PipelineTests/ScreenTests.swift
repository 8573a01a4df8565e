import Contracts
import Foundation
import Ledger
import League
import Pipeline
import Reports
import TestKit
import Testing
import Warehouse

@Suite("What a terminal shows", .serialized, .timeLimit(.minutes(5)))
struct ScreenTests {
  private struct Replayed {
    var world: World
    var work: WorkReport
    var dates: [GameDate]
    var run: RunRecord
  }

  private func replayed() async throws -> Replayed {
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path())
    let run = try await driver.backfill { $0.through = .raw }
    let world = try await World.read(driver.warehouse)
    var work = WorkReport()
    work.take(try await driver.warehouse.read { try WorkReport.news(after: 0, in: $0) })
    await driver.stop()
    var copy = world
    return Replayed(world: world, work: work, dates: copy.dates(DateSelection()).map(\.date), run: run)
  }

  @Test("the calendar has a sign for each phase on each game date, in its month, within the width")
  func calendar() async throws {
    var replayed = try await replayed()
    for (date, state) in [(replayed.dates[3], CellState.failed), (replayed.dates[40], .running)] {
      var cell = try #require(replayed.world.mirror[CellKey("raw_player_box", date)])
      cell.life = CellLife()
      let token = try cell.life.take(owner: "somebody", until: 1, now: 0)
      if state == .failed { try cell.life.finish(token: token, state: .failed) }
      replayed.world.mirror.apply(GridChanges(cells: [(cell, 1 << 40)], removed: []))
    }
    let report = CalendarReport(replayed.world)
    for width in [44, 60, 80, 200] {
      let lines = report.text(width: width).components(separatedBy: "\n")
      let grid = lines.prefix { !$0.hasPrefix(". expected") }
      #expect(lines.first == "2011-12, \(replayed.dates.count) game dates")
      #expect(grid.allSatisfy { $0.count <= width }, "\(width)")
      func signs(of phase: Phase) -> String {
        grid.filter { $0.hasPrefix(phase.rawValue + " ") }.joined().replacing(phase.rawValue, with: "").filter {
          $0 != " "
        }
      }
      for phase in Phase.allCases { #expect(signs(of: phase).count == replayed.dates.count, "\(phase) at \(width)") }
      let raw = Array(signs(of: .raw))
      #expect(raw[3] == "X" && raw[40] == ">" && raw.count { $0 == "X" || $0 == ">" } == 2, "\(String(raw))")
      #expect(Set(signs(of: .analytics)) == ["."])
      let titles = grid.joined(separator: "\n").matches(of: #/\b20\d\d-\d\d\b/#).map { String($0.output) }.dropFirst()
      #expect(Array(titles) == Set(replayed.dates.map { String("\($0)".prefix(7)) }).sorted())
    }
    for state in CellState.allCases { #expect(report.text(width: 80).contains("\(state.sign) \(state.rawValue)")) }
    #expect(CalendarReport(World()).text(width: 80).hasPrefix("No season is planned yet."))
  }

  @Test("watch shows runs, progress, failures and the slowest tables, never more or longer lines than the terminal has")
  func watch() async throws {
    var replayed = try await replayed()
    var cell = try #require(replayed.world.mirror[CellKey("raw_player_box", replayed.dates[0])])
    cell.life = CellLife()
    let token = try cell.life.take(owner: "somebody", until: 1, now: 0)
    try cell.life.finish(token: token, state: .failed)
    cell.error = "line 7 \u{1B}[31mof the box"
    replayed.world.mirror.apply(GridChanges(cells: [(cell, 1 << 40)], removed: []))
    let status = RunStatus(
      run: replayed.run, stage: "stage 2 of 3", planned: 48, done: 12, failed: 1, inFlight: 5, perSecond: 3.26,
      secondsLeft: 4000)
    let screen = WatchScreen(
      title: "Backcourt  var", world: replayed.world, runs: [status], waiting: 2, openLetters: 1,
      slowest: replayed.work.slowest(of: nil))
    let text = screen.lines(width: 100, height: .max).joined(separator: "\n")
    for words in [
      "Backcourt  var", "\(replayed.run.runID)  completed  stage 2 of 3", "[##########..............................]",
      "12/48 dates", "3.3/s, 1 h 6 min left, 5 out, 1 failed", "[########################]", "failed  1 cell  line # ",
      "2 dates wait for something", "1 dead letter open", "slowest tables",
    ] {
      #expect(text.contains(words), "\(words)\n\(text)")
    }
    #expect(!text.contains("\u{1B}"))
    #expect(replayed.work.slowest(of: nil).count > 5)
    for (width, height) in [(20, 1), (40, 10), (80, 24), (200, 60)] {
      let lines = screen.lines(width: width, height: height)
      #expect(lines.count <= height && lines.allSatisfy { $0.count <= width }, "\(width) by \(height)")
    }
    let idle = WatchScreen(title: "t", world: World(), runs: [], waiting: 0, openLetters: 0, slowest: [])
    #expect(idle.lines(width: 80, height: 24) == ["t", "", "No run is at work.", "", "No season is planned yet."])
  }
}
