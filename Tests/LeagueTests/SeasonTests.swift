import League
import Testing

@Suite struct SeasonTests {
  @Test(
    "a bare date falls in the season played around it",
    arguments: [
      ("2025-04-13", 2024), ("2025-10-21", 2025), ("2024-06-17", 2023), ("2024-01-15", 2023), ("2023-10-24", 2023),
    ])
  func nominalSeason(date: String, startYear: Int) throws {
    #expect(Season(nominal: try #require(GameDate(date))).startYear == startYear)
  }

  @Test("R53: the restart of 2019-20 in autumn 2020 is not the next season, and 2020-21 opens on 2020-12-22")
  func restartSeason() throws {
    #expect(Season(nominal: try #require(GameDate("2020-08-01"))).startYear == 2019)
    #expect(Season(nominal: try #require(GameDate("2020-10-11"))).startYear == 2019)
    #expect(Season(nominal: try #require(GameDate("2020-12-22"))).startYear == 2020)
    #expect(Season(nominal: try #require(GameDate("2021-07-20"))).startYear == 2020)
    #expect(GameID("0041900406")?.season == Season(startYear: 2019))
    #expect(GameID("0022000001")?.season == Season(startYear: 2020))
  }

  @Test("labels carry both years, over the turn of the century too")
  func labels() {
    #expect(Season(startYear: 2023).label == "2023-24")
    #expect(Season(startYear: 1999).label == "1999-00")
    #expect(Season(label: "2023-24") == Season(startYear: 2023))
    #expect(Season(label: "2023-25") == nil)
    #expect(Season(label: "2023") == nil)
  }

  @Test(
    "opening nights are those of the league calendar",
    arguments: [
      (2020, "2020-12-22"), (2021, "2021-10-19"), (2022, "2022-10-18"), (2023, "2023-10-24"), (2024, "2024-10-22"),
      (2025, "2025-10-21"),
    ])
  func openingNights(startYear: Int, date: String) throws {
    let night = try #require(Season(startYear: startYear).openingNight)
    #expect(night.description == date)
    #expect(Season(nominal: night).startYear == startYear)
    #expect(Season(startYear: startYear).partitionDate < night)
  }

  @Test(
    "the third digit of a game id tells its type",
    arguments: [
      ("0012400003", GameType.preseason, false, false), ("0022400561", .regularSeason, true, true),
      ("0032400001", .allStar, false, false), ("0042400101", .playoffs, true, true),
      ("0052400101", .playIn, true, true), ("0062400001", .cupFinal, true, false),
    ])
  func prefixTypes(id: String, type: GameType, isAnalysed: Bool, counts: Bool) throws {
    let game = try #require(GameID(id))
    #expect(game.type == type)
    #expect(game.season == Season(startYear: 2024))
    #expect(game.type.isAnalysed == isAnalysed)
    #expect(game.type.countsForAverages == counts)
  }

  @Test(
    "R59: what is not ten digits of a known type is no game id",
    arguments: ["22400561", "0072400001", "0002400001", "1022400561", "002240056x", "00224005611"])
  func badGameIDs(text: String) {
    #expect(GameID(text) == nil)
  }
}
