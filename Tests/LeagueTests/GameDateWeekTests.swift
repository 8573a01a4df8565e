import League
import Testing

@Suite("Weeks")
struct GameDateWeekTests {
  @Test(
    "a week runs from Monday to Sunday",
    arguments: [
      ("2024-01-15", "2024-01-15"), ("2024-01-16", "2024-01-15"), ("2024-01-21", "2024-01-15"),
      ("2024-01-22", "2024-01-22"), ("2024-02-29", "2024-02-26"), ("2023-01-01", "2022-12-26"),
      ("1969-12-31", "1969-12-29"), ("1970-01-01", "1969-12-29"),
    ])
  func monday(date: String, monday: String) throws {
    #expect(try #require(GameDate(date[...])).monday == GameDate(monday[...]))
  }
}
