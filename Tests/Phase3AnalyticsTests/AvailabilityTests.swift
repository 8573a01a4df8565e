import League
import Pipeline
import Testing
import Warehouse

@testable import Phase3Analytics

@Suite struct AvailabilityTests {
  private static func log(
    _ player: Int, _ availability: Availability, on day: String, for team: TeamCode = .nyk, number: Int = 1
  ) -> InjuryEntry {
    InjuryEntry(
      gameDate: Fixtures.day(day).adding(days: 1), team: team, playerLookup: "player\(player)", number: number,
      availability: availability, reason: "placed on IL with sore knee", reportedOn: Fixtures.day(day),
      origin: "transaction_log")
  }

  private static func report(_ player: Int, _ availability: Availability, minutesBeforeTip: Int) -> InjuryEntry {
    InjuryEntry(
      gameDate: PlayerContextTests.date, team: .nyk, playerLookup: "player\(player)", availability: availability,
      reason: "Injury/Illness", reportedOn: PlayerContextTests.date, minutesBeforeTip: minutesBeforeTip,
      gameID: "0022400550", origin: "league_report")
  }

  /// Twelve games of players 1 to `count`, two days apart, up to January 12.
  private static func games(_ count: Int, points: Int = 20, minutes: Double = 32) -> [PlayedGame] {
    (1...count).flatMap { player in
      (0..<12).map { back in
        PlayedGame(
          gameDate: Fixtures.day("2025-01-12").adding(days: -2 * back), playerID: player, team: .nyk, isActive: true,
          minutes: minutes, points: points, fieldGoalsAttempted: 15, fieldGoalsMade: 7, usage: 20)
      }
    }
  }

  @Test("without any news the status is unknown, and so is every count of it")
  func unknown() throws {
    let row = try PlayerContextTests.row(1, in: PlayerContextTests.partition(games: Self.games(2)))
    #expect(row.availability == nil)
    #expect(row.starTeammatesOut == nil)
    #expect(row.questionableTeammates == nil)
    #expect(row.qualityIssues.contains("injuries_not_collected"))
    #expect(row.projectedUsage == 20)
  }

  @Test("a star off the list is out, his teammates are told, and his plays fall to them")
  func starOut() throws {
    let partition = try PlayerContextTests.partition(
      games: Self.games(3), earlierInjuries: [Self.log(1, .out, on: "2025-01-12")])
    let star = try PlayerContextTests.row(1, in: partition)
    #expect(star.availability == .out)
    #expect(star.availabilitySource == "transaction_log")
    #expect(star.injuryReport == "placed on IL with sore knee")
    #expect(star.starTeammatesOut == 0)
    #expect(star.projectedUsage == 20)
    let teammate = try PlayerContextTests.row(2, in: partition)
    #expect(teammate.availability == .available)
    #expect(teammate.injuryReport == nil)
    #expect(teammate.starTeammatesOut == 1)
    // Freed: 20 · 32/48 = 13.33; his half of the available rotation is 6.67, and at most 6 are added.
    #expect(teammate.projectedUsage == 26)
    #expect(teammate.usageLast7 == 20)
    #expect(teammate.questionableTeammates == nil, "a log does not know of doubts")
  }

  @Test("who came back, or played after the entry, is available again")
  func back() throws {
    let partition = try PlayerContextTests.partition(
      games: Self.games(3),
      earlierInjuries: [
        Self.log(1, .out, on: "2025-01-10"), Self.log(1, .available, on: "2025-01-12", number: 2),
        Self.log(2, .out, on: "2025-01-11"),
      ])
    for player in 1...3 {
      #expect(try PlayerContextTests.row(player, in: partition).availability == .available)
    }
  }

  @Test("a log that has been silent for more than ten days tells nothing")
  func silentLog() throws {
    let partition = try PlayerContextTests.partition(
      games: Self.games(2), earlierInjuries: [Self.log(9, .out, on: "2025-01-03", for: .lal)])
    #expect(try PlayerContextTests.row(1, in: partition).availability == nil)
  }

  @Test("the league's last report before the tip-off stands above the log; one issued after it is not known")
  func leagueReport() throws {
    let partition = try PlayerContextTests.partition(
      games: Self.games(3),
      injuries: [
        Self.report(1, .questionable, minutesBeforeTip: 400), Self.report(1, .doubtful, minutesBeforeTip: 60),
        Self.report(1, .available, minutesBeforeTip: -5), Self.report(2, .probable, minutesBeforeTip: 60),
      ], earlierInjuries: [Self.log(3, .out, on: "2025-01-12")])
    #expect(try PlayerContextTests.row(1, in: partition).availability == .doubtful)
    let second = try PlayerContextTests.row(2, in: partition)
    #expect(second.availability == .probable)
    #expect(second.starTeammatesOut == 1, "doubtful counts")
    #expect(second.questionableTeammates == 0)
    let third = try PlayerContextTests.row(3, in: partition)
    #expect(third.availability == .available)
    #expect(third.probableTeammates == 1)
    #expect(third.projectedUsage == 20, "only who is out leaves plays")
  }

  @Test("a player whose two sources write his name differently is found by either name, or without its suffix")
  func twoNames() throws {
    var entry = Self.log(1, .out, on: "2025-01-12")
    entry.playerLookup = "edriceadebayo"
    entry.otherLookup = "player1"
    var suffixed = Self.log(2, .out, on: "2025-01-12")
    suffixed.playerLookup = "player2iii"
    let partition = try PlayerContextTests.partition(games: Self.games(3), earlierInjuries: [entry, suffixed])
    #expect(try PlayerContextTests.row(1, in: partition).availability == .out)
    #expect(try PlayerContextTests.row(2, in: partition).availability == .out)
    #expect(try PlayerContextTests.row(3, in: partition).availability == .available)
  }

  @Test("who has been away for more than ten games is there while the log has him out")
  func longAbsence() throws {
    let games =
      Self.games(2) + [Fixtures.played(7, on: "2024-11-20")] + [Fixtures.played(8, on: "2024-11-20")]
    let partition = try PlayerContextTests.partition(
      games: games, earlierInjuries: [Self.log(7, .out, on: "2024-11-25"), Self.log(1, .available, on: "2025-01-12")])
    #expect(partition.rows.map(\.playerID).sorted() == [1, 2, 7])
    let row = try PlayerContextTests.row(7, in: partition)
    #expect(row.qualityIssues.contains("population:injury_list"))
    #expect(row.daysRest == 54)
  }

  @Test("a team counts its players and starters out, and does not know of starters that no source tells")
  func teamCounts() throws {
    func appearances(_ isStarter: Bool?) -> [Appearance] {
      (1...3).flatMap { player in
        ["2025-01-10", "2025-01-12"].map { day in
          var appearance = Fixtures.appearance(player, on: day)
          appearance.isActive = true
          appearance.isStarter = isStarter.map { $0 && player == 1 }
          return appearance
        }
      }
    }
    let injuries = [Self.log(1, .out, on: "2025-01-13"), Self.log(2, .out, on: "2025-01-13")]
    func row(_ isStarter: Bool?) throws -> UpcomingTeamGameContext.Row {
      try #require(
        TeamContextTests.rows(
          games: TeamContextTests.januaryGames, injuries: injuries, appearances: appearances(isStarter)
        ).first { $0.team == .nyk })
    }
    #expect(try row(true).playersOut == 2)
    #expect(try row(true).startersOut == 1, "not all who are out")
    #expect(try row(true).questionablePlayers == nil)
    #expect(try row(nil).startersOut == nil)
    let none = try #require(TeamContextTests.rows(games: TeamContextTests.januaryGames).first { $0.team == .nyk })
    #expect(none.playersOut == nil)
    #expect(none.qualityIssues.contains("injuries_not_collected"))
  }
}
