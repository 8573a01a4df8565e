import Foundation
import League
import Testing

@testable import Providers

@Suite("Eastern dates of providers' moments")
struct EasternDatesTests {
  private func date(_ text: String) throws -> GameDate { try #require(GameDate(text)) }
  private func moment(_ text: String) throws -> Moment { try #require(Moment(text)) }

  @Test(
    "test vector 2: a tip-off after midnight in UTC is of the Eastern evening before",
    arguments: [
      ("2024-10-23T02:00:00Z", "2024-10-22"), ("2024-11-08T01:00:00Z", "2024-11-07"),
      ("2024-01-16T03:30:00Z", "2024-01-15"), ("2024-12-25T17:00:00Z", "2024-12-25"),
    ])
  func aroundMidnight(tipOff: String, day: String) throws {
    let (tipOff, day) = (try moment(tipOff), try date(day))
    #expect(tipOff.isOn(day))
    #expect(!tipOff.isOn(day.adding(days: 1)) && !tipOff.isOn(day.adding(days: -1)))
  }

  @Test(
    "on the days on which clocks change an evening's games are of that day, and the evening's before of the day before",
    arguments: [
      // Clocks go back on 2024-11-03, forward on 2025-03-09.
      ("2024-11-03T02:30:00Z", "2024-11-02"), ("2024-11-03T20:30:00Z", "2024-11-03"),
      ("2024-11-04T03:30:00Z", "2024-11-03"), ("2025-03-09T03:30:00Z", "2025-03-08"),
      ("2025-03-09T17:00:00Z", "2025-03-09"), ("2025-03-10T02:30:00Z", "2025-03-09"),
    ])
  func clockChanges(tipOff: String, day: String) throws {
    let (tipOff, day) = (try moment(tipOff), try date(day))
    #expect(tipOff.isOn(day))
    #expect(!tipOff.isOn(day.adding(days: 1)) && !tipOff.isOn(day.adding(days: -1)))
  }

  @Test(
    "today ends at Eastern midnight, with summer time and without, on the days of change too",
    arguments: [
      ("2024-01-15T04:59:59Z", "2024-01-14"), ("2024-01-15T05:00:00Z", "2024-01-15"),
      ("2024-07-01T03:59:59Z", "2024-06-30"), ("2024-07-01T04:00:00Z", "2024-07-01"),
      ("2024-11-03T03:59:59Z", "2024-11-02"), ("2024-11-03T04:00:00Z", "2024-11-03"),
      ("2024-11-04T04:59:59Z", "2024-11-03"), ("2024-11-04T05:00:00Z", "2024-11-04"),
      ("2025-03-09T04:59:59Z", "2025-03-08"), ("2025-03-09T05:00:00Z", "2025-03-09"),
      ("2025-03-10T03:59:59Z", "2025-03-09"), ("2025-03-10T04:00:00Z", "2025-03-10"),
    ])
  func today(now: String, day: String) throws {
    let seconds = Double(try moment(now).seconds)
    let folder = try TemporaryFolder()
    let source = try LiveSource(
      .simulator("http://127.0.0.1:1"), keeping: folder.path,
      clock: HTTPClock(now: { seconds }, sleep: { _ in }))
    #expect(source.today == (try date(day)))
  }
}

@Suite("Home and visitors", .enabled(if: Samples.directory != nil))
struct HomeAndVisitorsTests {
  @Test("test vector 5: home and visitors are the schedule's, whichever side a provider calls home or lists first")
  func flip() throws {
    let path = "balldontlie/box_scores_2024-01-15.json.gz"
    for (name, home) in [("0022300561.HOU.PHI", "PHI"), ("0022300561.PHI.HOU", "HOU")] {
      let game = try #require(
        try Samples.table(Samples.bytes(path), as: "balldontlie_box.\(name)", .games, on: "2024-01-15"))
      #expect(try game.texts("home_team") == [home])
      #expect(try game.texts("home_score") == [home == "PHI" ? "124" : "115"])
      let teams = try #require(
        try Samples.table(Samples.bytes(path), as: "balldontlie_box.\(name)", .teamBox, on: "2024-01-15"))
      #expect(
        try Dictionary(uniqueKeysWithValues: zip(teams.texts("team"), teams.texts("pts"))) == [
          "PHI": "124", "HOU": "115",
        ])
    }
    // The old statistics service lists PHI first, who were at home.
    let old = try #require(
      try Samples.table(
        Samples.bytes("nba_com/stats/boxscoretraditionalv2_0022400561.json"), as: "nba_box_v2.0022400561", .teamBox,
        on: "2025-01-15"))
    #expect(try zip(old.texts("team"), old.texts("pts")).map { "\($0) \($1)" } == ["PHI 119", "NYK 125"])
  }
}
