import League
import Pipeline
import Testing
import Warehouse

@testable import Phase3Analytics

@Suite struct TeamContextTests {
  static let date = Fixtures.day("2025-01-14")

  static func rows(
    game: ScheduledGame = game, lines: [GameLineSnapshot] = [], games: [TeamGame], defended: [DefendedGame] = [],
    season: [SeasonGame] = [], injuries: [InjuryEntry] = [], appearances: [Appearance] = []
  ) throws -> [UpcomingTeamGameContext.Row] {
    let table = UpcomingTeamGameContext()
    var contents = AsOfView.Contents()
    contents[table.schedule] = [game]
    contents[table.season] = season
    contents[table.injuries] = injuries
    contents[table.earlierInjuries] = PastRows([], before: date)
    contents[table.appearances] = PastRows(appearances, before: date)
    contents[table.played] = PastRows(
      appearances.map {
        PlayedGame(gameDate: $0.gameDate, playerID: $0.playerID, team: $0.team, isActive: $0.isActive)
      }, before: date)
    contents[table.lines] = lines
    contents[table.games] = PastRows(games, before: date)
    contents[table.defended] = PastRows(defended, before: date)
    return try Fixtures.stored(
      table.rows(for: date, from: AsOfView(date: date, season: Fixtures.season, contents: contents)))
  }

  static let game = ScheduledGame(
    gameDate: date, gameID: "0022400550", homeTeam: .nyk, awayTeam: .atl, isNeutral: false)

  /// E8's dates: results W, W, L before D, newest first.
  static let januaryGames = zip([1, 3, 5, 7, 10, 12, 13], [3, 3, 3, 3, -4, 2, 8]).map { day, margin in
    Fixtures.teamGame(.nyk, on: "2025-01-\(day < 10 ? "0" : "")\(day)", margin: margin)
  }

  @Test("E16 rest, windows, game number and streaks of a team at home on January 14")
  func e16() throws {
    let row = try #require(Self.rows(games: Self.januaryGames).first { $0.team == .nyk })
    #expect(row.daysRest == 0)
    #expect(row.isBackToBack)
    #expect(row.daysSinceLastGame == 1)
    #expect(row.gamesInLast7Days == 4)
    #expect(row.gamesInLast7Days != 3)
    #expect(row.gameNumber == 8)
    #expect(row.winStreak == 2)
    #expect(row.lossStreak == 0)
    #expect(row.lastMargin == 8)
    #expect(row.lastResult == "W")
    #expect(row.wins == 6)
    #expect(row.recordedGames == 7)
    #expect(row.isHome)
  }

  @Test("E14 each team sees the spread from its own side")
  func e14() throws {
    let lines = [2.5, 3.0].enumerated().map { index, spread in
      GameLineSnapshot(
        gameDate: Self.date, gameID: Self.game.gameID, book: "book\(index)", homeSpread: spread, total: 224.5,
        minutesBeforeTip: 60)
    }
    let rows = try Self.rows(lines: lines, games: [])
    let home = try #require(rows.first { $0.isHome })
    let away = try #require(rows.first { !$0.isHome })
    #expect(home.spread == 2.75)
    #expect(away.spread == -2.75)
    #expect(home.impliedPoints == 110.875)
    #expect(away.impliedPoints == 113.625)
    #expect(home.books == 2)
    #expect(home.spreadMovement == nil)
  }

  @Test("E12 Atlanta at Boston, at Toronto, then in New York: the way is from the last venue")
  func e12() throws {
    let games = [
      Fixtures.teamGame(.atl, on: "2025-01-10", against: .bos, isHome: false),
      Fixtures.teamGame(.atl, on: "2025-01-12", against: .tor, isHome: false),
    ]
    let row = try #require(Self.rows(games: games).first { $0.team == .atl })
    let miles = try #require(row.travelMiles)
    let direct = Arena.home(of: .tor, in: Fixtures.season).miles(to: .home(of: .nyk, in: Fixtures.season))
    #expect(abs(Double(miles) - direct) <= 1)
    #expect(row.consecutiveRoadGames == 3)
    #expect(try #require(row.milesInLast14Days) > 936 + 429)
    let home = try #require(Self.rows(games: games).first { $0.team == .nyk })
    #expect(home.travelMiles == 0)
    #expect(home.consecutiveRoadGames == 0)
  }

  @Test("a neutral game has no known venue, so the way to it is unknown and it is no home game on the road count")
  func neutral() throws {
    var game = Self.game
    game.isNeutral = true
    let row = try #require(Self.rows(game: game, games: Self.januaryGames).first { $0.team == .nyk })
    #expect(row.travelMiles == nil)
    #expect(row.consecutiveRoadGames == 1)
    game.isNeutral = nil
    let assumed = try #require(Self.rows(game: game, games: Self.januaryGames).first { $0.team == .nyk })
    #expect(assumed.travelMiles == 0)
    #expect(assumed.qualityIssues.contains("venue_assumed"))
  }

  @Test("in the first game of the season rest is null, streaks are zero and the sample is thin")
  func firstGame() throws {
    let row = try #require(Self.rows(games: []).first)
    #expect(row.daysRest == nil)
    #expect(!row.isBackToBack)
    #expect(row.gameNumber == 1)
    #expect(row.winStreak == 0)
    #expect(row.lossStreak == 0)
    #expect(row.lastResult == nil)
    #expect(row.pace == nil)
    #expect(row.qualityIssues.contains("thin_sample:0/10"))
    #expect(row.qualityIssues.contains("missing_game_spread"))
  }

  @Test("the cup final counts for rest and not for the record or the pace")
  func cupFinal() throws {
    let games = [
      Fixtures.teamGame(.nyk, on: "2025-01-09"), Fixtures.teamGame(.nyk, on: "2025-01-11"),
      Fixtures.teamGame(.nyk, on: "2025-01-13", margin: -3, type: .cupFinal),
    ]
    let row = try #require(Self.rows(games: games).first { $0.team == .nyk })
    #expect(row.daysRest == 0)
    #expect(row.gameNumber == 3)
    #expect(row.wins == 2)
    #expect(row.pace == nil)
  }

  @Test("pace and defence of the last ten need three games that have them")
  func form() throws {
    let defended = Self.januaryGames.suffix(3).map {
      DefendedGame(
        gameDate: $0.gameDate, team: .nyk, countsForAverages: true, fieldGoalsAttempted: 80, freeThrowsAttempted: 20,
        defensiveRating: 110)
    }
    let row = try #require(Self.rows(games: Self.januaryGames, defended: defended).first { $0.team == .nyk })
    #expect(row.pace == 98)
    #expect(row.defensiveRating == 110)
    #expect(row.freeThrowRateAllowed == 0.25)
    let thin = try #require(
      Self.rows(games: Self.januaryGames, defended: Array(defended.suffix(2))).first { $0.team == .nyk })
    #expect(thin.defensiveRating == nil)
  }

  @Test("nothing dated on D or later changes a row of D")
  func noLeak() throws {
    let later = ["2025-01-14", "2025-01-20"].map { Fixtures.teamGame(.nyk, on: $0, margin: -40) }
    let clean = try PartitionRows(Self.rows(games: Self.januaryGames), table: "t").digest
    let withFuture = try PartitionRows(Self.rows(games: Self.januaryGames + later), table: "t").digest
    #expect(clean == withFuture)
  }
}
