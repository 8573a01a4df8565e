import League
import Pipeline
import TestKit
import Testing

@Suite("Which dates an operator means")
struct DateSelectionTests {
  private let today = day("2024-03-01")
  private let season = Season(startYear: 2023)

  private func years(_ selection: DateSelection) -> [Int] {
    selection.candidateSeasons(today: today).map(\.startYear)
  }

  @Test("a selection asks for the schedules of the seasons it may touch, and of no others")
  func candidates() {
    #expect(years(DateSelection(seasons: [season, Season(startYear: 2021), season])) == [2021, 2023])
    #expect(years(DateSelection(dates: [day("2024-01-15"), day("2022-12-01"), day("2024-02-01")])) == [2022, 2023])
    #expect(years(DateSelection(year: 2023)) == [2022, 2023])
    #expect(years(DateSelection(start: day("2022-11-01"))) == [2022, 2023])
    #expect(years(DateSelection(start: day("2022-11-01"), end: day("2023-02-01"))) == [2022])
    #expect(years(DateSelection(start: day("2023-11-01"), end: day("2030-01-01"))) == [2023])
    #expect(years(DateSelection(start: day("2025-11-01"))) == [])
    #expect(years(DateSelection(all: true)).first == 2000)
    #expect(years(DateSelection(all: true)).last == 2023)
  }

  @Test("both ends of a range are in it")
  func range() {
    let selection = DateSelection(start: day("2024-01-10"), end: day("2024-01-12"))
    #expect(days("2024-01-08", 7).filter { selection.contains($0, of: season) } == days("2024-01-10", 3))
  }

  @Test("every field narrows what the others leave")
  func narrowing() {
    let dates = [day("2023-12-31"), day("2024-01-01"), day("2024-01-02")]
    #expect(dates.filter { DateSelection(year: 2024).contains($0, of: season) } == [dates[1], dates[2]])
    #expect(dates.filter { DateSelection(dates: [dates[0]]).contains($0, of: season) } == [dates[0]])
    #expect(
      dates.filter { DateSelection(seasons: [season], end: dates[1]).contains($0, of: season) } == [dates[0], dates[1]])
    #expect(!DateSelection(seasons: [Season(startYear: 2022)]).contains(dates[0], of: season))
    #expect(DateSelection(all: true).contains(dates[0], of: season))
  }

  @Test("nothing selected is nothing selected")
  func empty() {
    #expect(DateSelection().isEmpty)
    #expect(!DateSelection(all: true).isEmpty)
    #expect(!DateSelection(year: 2024).isEmpty)
  }
}
