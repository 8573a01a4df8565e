import Contracts
import Foundation
import Ledger
import League
import Pipeline
import Reports
import Runtime
import TestKit
import Testing
import Warehouse

@testable import Backcourt
@testable import Coordinator
@testable import Phase4Precompute
@testable import ProviderSim

@Suite("Writing a table", .serialized, .timeLimit(.minutes(5)))
struct TutorialTests {
  private let season = Season(startYear: 2011)

  @Test("the page shows the file of the table, the line that lists it and the test of its formula as they stand here")
  func page() throws {
    let page = try WritingATablePage()
    #expect(page.blocks.count == 5)
    #expect(try WritingATablePage.text(of: "Tests/Tutorial/PlayerRecentPoints.swift") == page.table)
    let here = try WritingATablePage.text(of: "Tests/Tutorial/TutorialTests.swift")
    let indented = page.test.split(separator: "\n").map { "    \($0)\n" }.joined()
    #expect(here.contains(indented), "the page's test of a formula is not the one of this file")
  }

  @Test("a table takes one file and one line: nothing else of the service is another, and no name is taken twice")
  func oneLine() throws {
    let path = "Phase4Precompute+build.swift"
    let before = try WritingATablePage.text(of: "Services/Phase4Precompute/\(path)").components(separatedBy: "\n")
    let after = try WritingATablePage.text(of: "Tests/Tutorial/\(path)").components(separatedBy: "\n")
    let changes = after.difference(from: before)
    // Its tables are seen from another module here; in their own they need no import.
    let lines = changes.insertions.map { change in
      if case .insert(_, let line, _) = change { line } else { "" }
    }.filter { !$0.isEmpty && $0 != "@testable import Phase4Precompute" }
    #expect(changes.removals.isEmpty)
    #expect(lines.map { $0 + "\n" } == [try WritingATablePage().line])
    for name in ["PlayerRecentPoints", "PointsScored", "PlayerTonight"] {
      for file in try WritingATablePage.files(in: "Services/Phase4Precompute") where file.hasSuffix(".swift") {
        #expect(!(try WritingATablePage.text(of: file)).contains("struct \(name)"), "\(file)")
      }
    }
  }

  @Test("the formula, computed from given inputs")
  func formula() throws {
    let date = try #require(GameDate("2011-12-20"))
    let games = (1...12).map { day in
      PointsScored(gameDate: GameDate(dayNumber: date.dayNumber - day), playerID: 7, points: day == 3 ? nil : day)
    }
    let table = PlayerRecentPoints()
    var contents = AsOfView.Contents()
    contents[table.played] = PastRows(games, before: date)
    contents[table.listed] = [PlayerTonight(gameDate: date, playerID: 7)]
    let partition = try table.rows(for: date, from: AsOfView(date: date, season: season, contents: contents))
    #expect(partition.rows.map(\.playerID) == [7])
    #expect(partition.rows.map(\.games) == [9], "the last ten games, in one of which he did not play")
    #expect(partition.rows.map(\.average) == [52.0 / 9])

    contents[table.played] = PastRows([], before: date)
    let first = try table.rows(for: date, from: AsOfView(date: date, season: season, contents: contents))
    #expect(first.rows.map(\.games) == [0] && first.rows.map(\.average) == [nil])
    contents[table.listed] = []
    let nobody = try table.rows(for: date, from: AsOfView(date: date, season: season, contents: contents))
    #expect(nobody.rows.isEmpty)
  }

  @Test("added to a history that is whole, it is the only work; coverage, explain and its page know it at once")
  func added() async throws {
    let (archive, folder) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try SimulatedLeague(seed: 5, seasons: 1, teams: 8, gamesPerTeam: 8).write(to: archive.path)
    var request = RunRequest(selection: DateSelection(seasons: [season]))
    request.through = .precompute

    let before = try await FourPhases(archive: archive.path, folder: folder, precompute: withoutIt)
    #expect(try await before.run(request).state == .completed)
    await before.stop()

    let later = VirtualClock(at: VirtualClock().now.addingTimeInterval(3600))
    let pipeline = try await FourPhases(archive: archive.path, folder: folder, clock: later, precompute: buildPhase4)
    let name = PlayerRecentPoints.name
    let plan = try await pipeline.engine.plan(request)
    #expect(plan.included.count > 10 && plan.included.allSatisfy { $0.cells == 1 }, "\(plan.included)")
    let run = try await pipeline.run(request)
    #expect(run.state == .completed, "\(RunText.text(run))")
    let changed = "run_history WHERE run_id = '\(run.runID)' AND changed = 1 AND table_name"
    #expect(try await count("\(changed) <> '\(name)'", in: pipeline) == 0)
    let written = try await count("\(changed) = '\(name)' AND rows > 0", in: pipeline)
    #expect(written > 5)

    let world = try await World.read(pipeline.warehouse)
    let info = try world.table(named: name.text)
    let coverage = CoverageReport(world, selection: DateSelection())
    #expect(coverage.isWhole)
    let line = try #require(coverage.text.split(separator: "\n").first { $0.contains(name.text) })
    #expect(line.contains(" \(written)"), "\(line)")
    let last = try #require(plan.included.map(\.date).max())
    let rows = try await count("\(name) WHERE game_date = '\(last)' AND points_avg_last_10 > 0", in: pipeline)
    #expect(rows > 20)
    let cell = try #require(world.mirror[CellKey(name, last)])
    #expect(cell.state == .complete && cell.rows == cell.expectedRows, "\(cell)")
    let explained = try await ExplainReport.make(
      world, table: info, date: last, bootstrapDays: 7, warehouse: pipeline.warehouse)
    for words in ["up to date with its inputs", "player_game_summary", "upcoming_player_game_context"] {
      #expect(explained.text.contains(words), "\(explained.text)")
    }
    let page = try #require(TablePages(catalog: world.catalog).files["\(name).md"])
    #expect(page.contains(PlayerRecentPoints().purpose) && page.contains("points_avg_last_10"))
    await pipeline.stop()
  }

  /// The service as it is before the table is written.
  private func withoutIt(_ environment: ServiceEnvironment) throws -> PhaseService {
    try PhaseService(phase: .precompute, environment: environment) {
      TeamDefenseZoneAnalysis()
      PlayerShotZoneAnalysis()
      PlayerCompositeFactors()
      PlayerDailyCache()
      MLFeatureStoreV2()
      PrecomputeFailures()
    }
  }

  private func count(_ from: String, in pipeline: FourPhases) async throws -> Int {
    try await pipeline.warehouse.read { try $0.first("SELECT count(*) FROM \(from)") { $0.int(0) } ?? 0 }
  }
}
