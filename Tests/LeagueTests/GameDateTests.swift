import League
import Testing

@Suite struct GameDateTests {
  @Test("every day of four centuries survives the way through year, month, day and text")
  func roundTrip() throws {
    let first = try #require(GameDate(year: 1899, month: 12, day: 31))
    let last = try #require(GameDate(year: 2300, month: 1, day: 1))
    var previous = first.adding(days: -1).civil
    for number in first.dayNumber...last.dayNumber {
      let date = GameDate(dayNumber: number)
      let civil = date.civil
      #expect(GameDate(year: civil.year, month: civil.month, day: civil.day) == date)
      #expect(GameDate(date.description) == date)
      #expect(civil > previous)
      previous = civil
    }
  }

  @Test(
    "February has 29 days in leap years only",
    arguments: [(2020, true), (2024, true), (2023, false), (2000, true), (1900, false), (2100, false)])
  func leapYears(year: Int, isLeap: Bool) throws {
    #expect((GameDate(year: year, month: 2, day: 29) != nil) == isLeap)
    let february = try #require(GameDate(year: year, month: 2, day: 28))
    #expect(february.adding(days: 1).civil.month == (isLeap ? 2 : 3))
    let newYear = try #require(GameDate(year: year, month: 1, day: 1))
    let nextYear = try #require(GameDate(year: year + 1, month: 1, day: 1))
    #expect(nextYear.days(since: newYear) == (isLeap ? 366 : 365))
  }

  @Test("adding days and counting them are each other's inverse, across leap days")
  func arithmetic() throws {
    let start = try #require(GameDate("2023-12-15"))
    for days in stride(from: -900, through: 900, by: 7) {
      #expect(start.adding(days: days).days(since: start) == days)
      #expect(start.adding(days: days).adding(days: -days) == start)
      #expect((start.adding(days: days) < start) == (days < 0))
    }
    #expect(try #require(GameDate("2024-02-28")).adding(days: 2).description == "2024-03-01")
  }

  @Test(
    "text that is no date is refused",
    arguments: ["2024-02-30", "2024-13-01", "2024-1-1", "20240115", "2024/01/15", "", "2024-01-15T00:00", "abcd-01-01"])
  func refusals(text: String) {
    #expect(GameDate(text) == nil)
  }

  @Test("E11: age is whole years, a birthday counts from its own day on")
  func ageInWholeYears() throws {
    let birth = try #require(GameDate("1984-12-30"))
    #expect(try #require(GameDate("2025-01-15")).wholeYears(since: birth) == 40)
    #expect(try #require(GameDate("2024-12-29")).wholeYears(since: birth) == 39)
    #expect(try #require(GameDate("2024-12-30")).wholeYears(since: birth) == 40)
  }
}
