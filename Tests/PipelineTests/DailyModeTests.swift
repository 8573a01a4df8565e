import Contracts
import Foundation
import Ledger
import League
@testable import Pipeline
import ProviderSim
import TestKit
import Testing
import Warehouse

@testable import Coordinator

@Suite("Daily mode", .serialized, .timeLimit(.minutes(10)))
struct DailyModeTests {
  private static let season = Season(startYear: 2011)

  /// Backfills what was played before a day, then lives from its noon on.
  private func live(
    from day: String, seed: UInt64 = 21, _ body: @escaping @Sendable (LiveDays) async throws -> Void
  ) async throws {
    let day = try #require(GameDate(day))
    let clock = VirtualClock(at: EasternTime.moment(day, 5, 30))
    let site = SimulatedSite(seed: seed, gamesPerTeam: 14, now: { clock.now.timeIntervalSince1970 })
    try await site.whileServing { base in
      let driver = try await PipelineTestDriver(archive: "", clock: clock, source: "sim:\(base)")
      let past = try await driver.backfill(DateSelection(seasons: [Self.season]))
      #expect(past.state == .completed, "\(past.summary?.message ?? "") \(past.gates ?? "")")
      try await DailyLog.prepare(driver.warehouse)
      let daily = DailyMode(engine: driver.engine)
      let work = Task { try await daily.run() }
      do {
        try await body(LiveDays(driver: driver, daily: daily, base: base, work: work))
      } catch {
        Issue.record("\(error)")
      }
      work.cancel()
      _ = await work.result
      await driver.stop()
    }
  }

  @Test(
    "a week of live days: predictions before each first tip-off, grades after; a late game, one put off and a correction"
  )
  func week() async throws {
    try await live(from: "2011-11-04") { days in
      let games = try await days.select(
        "SELECT game_id, game_date, home_team FROM games ORDER BY game_date, game_id", columns: 3)
      let dates = Set(games.map { $0[1] }).sorted()
      let week = dates.filter { $0 >= "2011-11-04" && $0 < "2011-11-11" }
      #expect(week.count >= 4)
      // A game of the first date does not end in its night; one of the second is put off to a day without games.
      let late = try #require(games.first { $0[1] == week[0] })[0]
      let putOff = try #require(games.first { $0[1] == week[1] })[0]
      let corrected = try #require(games.last { $0[1] == week[1] })[0]
      let first = try #require(GameDate(week[0]))
      let free = try #require(
        (1...6).map { first.adding(days: $0) }.first { !dates.contains($0.description) && $0.description > week[2] })
      try await days.order("late/\(late)")
      try await days.live(until: EasternTime.moment(first.adding(days: 1), 4))
      let results = try await days.select("SELECT count(*) FROM game_results WHERE game_date = '\(week[0])'")
      let scheduled = games.count { $0[1] == week[0] }
      #expect(results[0][0] == "\(scheduled - 1)")
      let state = try await days.select(
        "SELECT state, reason FROM output_grid WHERE table_name = 'game_results' AND game_date = '\(week[0])'",
        columns: 2)
      #expect(state[0] == ["degraded", "\(scheduled - 1) of \(scheduled) rows"])

      try await days.order("postpone/\(putOff)/\(free)")
      let second = try #require(GameDate(week[1]))
      try await days.live(until: EasternTime.moment(second.adding(days: 1), 5, 30))
      try await days.order("over/\(late)")
      try await days.order("correct/\(corrected)")
      try await days.live(until: EasternTime.moment(first.adding(days: 7), 12))

      // Every date of the week is whole, the late game and the one that was put off included.
      let played = Set(week + [free.description])
      let counts = try await days.select(
        """
        SELECT g.game_date, count(*), (SELECT count(*) FROM game_results r WHERE r.game_date = g.game_date)
        FROM games g GROUP BY g.game_date
        """, columns: 3)
      for row in counts where played.contains(row[0]) { #expect(row[1] == row[2], "\(row)") }
      #expect(
        try await days.select("SELECT game_date FROM games WHERE game_id = '\(putOff)'")[0][0] == free.description)
      #expect(
        try await days.select("SELECT game_date FROM game_results WHERE game_id = '\(putOff)'").map { $0[0] }
          == [free.description])
      for date in played {
        #expect(
          try await days.select("SELECT count(*) FROM player_prop_predictions WHERE game_date = '\(date)'")[0][0]
            != "0",
          "\(date)")
        #expect(
          try await days.select("SELECT count(*) FROM prediction_accuracy WHERE game_date = '\(date)'")[0][0] != "0",
          "\(date)")
        // The first prediction of a date was made before its first tip-off, and its first grade after.
        let made = try await days.select(
          """
          SELECT (SELECT min(finished_at) FROM run_history WHERE table_name = 'player_prop_predictions'
            AND game_date = '\(date)' AND rows > 0),
            (SELECT min(tip_utc) FROM games WHERE game_date = '\(date)'),
            (SELECT min(finished_at) FROM run_history WHERE table_name = 'prediction_accuracy' AND game_date = '\(date)')
          """, columns: 3)[0]
        #expect(made[0] < made[1] && made[1] < made[2], "\(date) \(made)")
      }
      // The correction was found without anybody's asking: the box says one assist more than the first look saw.
      let attempts = try await days.select(
        "SELECT count(*) FROM run_history WHERE table_name = 'raw_player_box' AND game_date = '\(week[1])' AND changed = 1"
      )
      #expect(Int(attempts[0][0]) ?? 0 >= 2)
      // Nothing of the schedule went wrong, and days without games say so.
      let failed = try await days.select("SELECT step, reason FROM daily_steps WHERE outcome = 'failed'", columns: 2)
      #expect(failed.isEmpty, "\(failed)")
      let halts = try await days.select(
        "SELECT game_date, halt_active, halt_reason FROM halt_state ORDER BY game_date", columns: 3)
      #expect(halts.count == 8)
      for halt in halts {
        #expect(halt[1] == (counts.contains { $0[0] == halt[0] } ? "0" : "1"), "\(halt)")
        if halt[1] == "1" { #expect(halt[2] == "between_rounds") }
      }
    }
  }

  @Test("begun again in the middle of a day, no step is done twice and what was missed is made up for once")
  func restarted() async throws {
    try await live(from: "2011-11-04", seed: 22) { days in
      let day = try #require(GameDate("2011-11-04"))
      try await days.live(until: EasternTime.moment(day, 13))
      let before = try await days.select("SELECT count(*) FROM daily_steps")
      days.work.cancel()
      _ = await days.work.result
      let second = DailyMode(engine: days.driver.engine)
      let work = Task { try await second.run() }
      // Eight hours in which nothing ran: one look of those that were missed is taken, before the games.
      days.driver.clock.advance(by: .seconds(4 * 3600))
      try await eventually("the missed steps are decided", within: .seconds(60)) {
        try await days.select("SELECT count(*) FROM daily_steps")[0][0] != before[0][0]
      }
      try await LiveDays(driver: days.driver, daily: second, base: days.base, work: work).live(
        until: EasternTime.moment(day, 17, 5))
      let steps = try await days.select("SELECT step, outcome FROM daily_steps ORDER BY due_at", columns: 2)
      #expect(Set(steps.map { $0[0] }).count == steps.count)
      let runs = try await days.select("SELECT request FROM runs WHERE requested_by = 'schedule'").map { $0[0] }
      #expect(Set(runs).count == runs.count, "no step asked for its runs twice")
      work.cancel()
      _ = await work.result
    }
  }

  @Test("the halves of a date together are its tables, and nothing that is predicted waits for its own results")
  func halves() async throws {
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path())
    let catalog = try await driver.warehouse.read { try Ledger.catalog(in: $0).map(TableInfo.init) }
    await driver.stop()
    let (first, second) = (DayHalf.preGame.tables(of: catalog), DayHalf.postGame.tables(of: catalog))
    #expect(
      Set(first).subtracting(second).map(\.text).sorted() == [
        "payload_game_lines", "payload_injuries", "payload_prop_lines",
      ], "only what is fetched before games is left alone after them")
    #expect(Set(first + second) == Set(catalog.filter { $0.grain == .gameDate }.map(\.name)))
    for name in [
      "upcoming_player_game_context", "ml_feature_store_v2", "player_prop_predictions", "tonight_document",
      "best_bets_document",
    ] {
      #expect(first.contains { $0.text == name }, "\(name)")
    }
    for name in ["game_results", "player_game_summary", "prediction_accuracy", "results_document"] {
      #expect(!first.contains { $0.text == name }, "\(name)")
    }
    let inputs = Set(catalog.flatMap(\.reads).filter { $0.read.scope == .fetched }.map(\.read.table))
    #expect(DayHalf.fetchedAfterwards.isSubset(of: inputs), "phase 1 has given an input another name")
  }
}
