import Contracts
import League
import Pipeline
import TestKit
import Testing

@testable import Phase6Publish

@Suite("systems/performance/{date}.json")
struct PerformanceTests {
  let table = PerformanceDocument(store: nowhere)

  func day(_ days: Int, wins: Int, losses: Int, error: Int = 400, system: String = PublishedSystem.primary) -> SystemDay
  {
    var day = SystemDay()
    day.gameDate = sampleDate.adding(days: -days)
    day.system = system
    (day.sums.wins, day.sums.losses, day.sums.predictions) = (wins, losses, wins + losses + 1)
    (day.sums.graded, day.sums.error, day.sums.bias) = (wins + losses, error * (wins + losses), -11 * (wins + losses))
    return day
  }

  @Test("worked example 4.2: windows of seven days, thirty days and the season, the date included")
  func sample() throws {
    let json = try table.json { contents in
      contents[table.past] = PastRows([
        day(6, wins: 2, losses: 1), day(7, wins: 4, losses: 4), day(40, wins: 9, losses: 0),
      ])
      contents[table.day] = [day(0, wins: 1, losses: 3)]
    }
    let windows = try #require(json.at("systems.0.windows"))
    #expect((windows.at("last_7_days.correct")?.int, windows.at("last_7_days.win_rate")?.double) == (3, 0.429))
    #expect((windows.at("last_30_days.correct")?.int, windows.at("season.correct")?.int) == (7, 16))
    #expect((windows.at("season.mae")?.double, windows.at("season.bias")?.double) == (4, -0.11))
    #expect(json.at("systems.0.is_primary") == .bool(true))
    #expect(json.at("comparison.best_mae.system_id") == .string(PublishedSystem.primary))
  }

  @Test("defect: a rate is taken from sums, not from the rates of days")
  func weighted() throws {
    let json = try table.json { contents in
      contents[table.past] = PastRows([day(1, wins: 1, losses: 0)])
      contents[table.day] = [day(0, wins: 1, losses: 9)]
    }
    #expect(json.at("systems.0.windows.season.win_rate")?.double == 0.182)
  }

  @Test("the comparison names the best system, and systems come in their rank")
  func comparison() throws {
    let json = try table.json { contents in
      contents[table.past] = PastRows([])
      contents[table.day] = [
        day(0, wins: 1, losses: 9), day(0, wins: 9, losses: 1, error: 300, system: "xgboost_v1"),
        day(0, wins: 5, losses: 5, system: "a_new_one"),
      ]
    }
    #expect(
      json["systems"]?.elements.compactMap { $0["system_id"]?.text }
        == [PublishedSystem.primary, "xgboost_v1", "a_new_one"])
    #expect(json.at("comparison.best_win_rate.system_id") == .string("xgboost_v1"))
    #expect(json.at("comparison.best_mae.value")?.double == 3)
  }

  @Test("the sums of a day count wins, losses, pushes and voids once each")
  func sums() {
    let sums = SystemSums(GradedPrediction.day)
    #expect((sums.predictions, sums.graded, sums.wins, sums.losses, sums.pushes) == (7, 6, 2, 1, 1))
    #expect((sums.overWins, sums.overLosses, sums.underWins, sums.underLosses) == (1, 1, 1, 0))
    #expect((sums.error, sums.bias, sums.within3, sums.within5) == (3690, 2470, 3, 3))
  }
}
