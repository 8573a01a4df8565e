import Foundation
import League
import Testing

@testable import Pipeline

@Suite("The schedule of a day")
struct DailyScheduleTests {
  private func utc(_ text: String) throws -> Date {
    try #require(ISO8601DateFormatter().date(from: text))
  }

  @Test("R48: a day of games: two-hourly looks, one an hour before the first tip-off, and the night after the last")
  func games() throws {
    let day = try #require(GameDate("2024-01-15"))
    let steps = DailySchedule.steps(
      on: day, tipOffs: [try utc("2024-01-16T03:30:00Z"), try utc("2024-01-16T00:00:00Z")])
    #expect(
      steps.map(\.id) == [
        "2024-01-15 opening 05:00", "2024-01-15 sweep 06:30", "2024-01-15 pre-game 10:30", "2024-01-15 sweep 11:00",
        "2024-01-15 pre-game 12:30", "2024-01-15 pre-game 14:30", "2024-01-15 pre-game 16:30",
        "2024-01-15 last pre-game 18:00", "2024-01-15 post-game 01:15", "2024-01-15 post-game 02:15",
        "2024-01-15 post-game 03:15", "2024-01-15 post-game 04:15", "2024-01-15 post-game 05:15",
        "2024-01-15 post-game 06:15",
      ])
    #expect(Set(steps.map(\.day)) == [day])
    try #require(steps.count == 14)
    #expect(steps[8].due == (try utc("2024-01-16T06:15:00Z")), "after midnight it is still the day's step")
  }

  @Test("a day without games has its opening and its sweeps")
  func noGames() throws {
    let day = try #require(GameDate("2024-02-16"))
    #expect(DailySchedule.steps(on: day, tipOffs: []).map(\.work) == [.opening, .sweep, .sweep])
  }

  @Test("a game at noon leaves one look, an hour before it")
  func matinee() throws {
    let day = try #require(GameDate("2024-12-25"))
    let steps = DailySchedule.steps(on: day, tipOffs: [try utc("2024-12-25T17:00:00Z")])
    #expect(steps.filter { $0.work == .preGame }.isEmpty)
    #expect(steps.filter { $0.work == .lastPreGame }.map(\.due) == [try utc("2024-12-25T16:00:00Z")])
  }

  @Test(
    "R49: steps are at Eastern wall time, on the days on which clocks change too",
    arguments: [
      ("2024-03-09", "2024-03-09T10:00:00Z"), ("2024-03-10", "2024-03-10T09:00:00Z"),
      ("2024-11-02", "2024-11-02T09:00:00Z"), ("2024-11-03", "2024-11-03T10:00:00Z"),
    ])
  func daylightSaving(day: String, opening: String) throws {
    let day = try #require(GameDate(day))
    #expect(DailySchedule.steps(on: day, tipOffs: []).first?.due == (try utc(opening)))
  }

  @Test("a step that is due is needless once a later one of its kind is")
  func covered() throws {
    let day = try #require(GameDate("2024-01-15"))
    let steps = DailySchedule.steps(on: day, tipOffs: [try utc("2024-01-16T00:00:00Z")])
    let looks = steps.filter { $0.work == .preGame || $0.work == .lastPreGame }
    #expect(looks.count == 5)
    #expect(looks[0].isCovered(by: looks[1]) && looks[3].isCovered(by: looks[4]))
    #expect(!looks[1].isCovered(by: looks[0]) && !looks[4].isCovered(by: looks[3]))
    let nextDay = DailySchedule.steps(on: day.adding(days: 1), tipOffs: [])
    #expect(!steps[0].isCovered(by: nextDay[0]))
  }

  @Test("a day off is between rounds or off season, and unknown when no schedule could be read; its halt goes on")
  func halts() throws {
    func state(_ day: String, games: Int = 0, dates: [String]?, before: HaltState? = nil) throws -> HaltState {
      HaltState(
        on: try #require(GameDate(day)), dates: try dates?.map { try #require(GameDate($0)) }, games: games,
        before: before, actor: "test", at: "2024-01-01T00:00:00.000Z")
    }
    let dates = ["2024-02-15", "2024-02-22", "2024-06-17"]
    let playing = try state("2024-02-15", games: 3, dates: dates)
    #expect(!playing.isActive && playing.reason == nil && playing.games == 3)
    let off = try state("2024-02-16", dates: dates, before: playing)
    #expect(off.isActive && off.reason == "between_rounds" && off.since == "2024-02-16")
    #expect(off.lastGameDate == "2024-02-15" && off.nextGameDate == "2024-02-22")
    #expect(try state("2024-02-17", dates: dates, before: off).since == "2024-02-16")
    #expect(try state("2024-07-01", dates: dates).reason == "off_season")
    #expect(try state("2023-08-01", dates: dates).reason == "off_season")
    let unknown = try state("2024-02-16", dates: nil)
    #expect(!unknown.isActive && unknown.reason == "unknown_state", "it fails open")
  }
}
