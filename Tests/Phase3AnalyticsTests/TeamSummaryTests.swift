import League
import Pipeline
import Testing
import Warehouse

@testable import Phase3Analytics

@Suite struct TeamSummaryTests {
  static func offense(
    results: [GameResult] = [Fixtures.result], teams: [TeamLine] = Fixtures.teamLines, players: [PlayerLine] = [],
    shots: [Shot] = []
  ) throws -> Partition<TeamOffenseGameSummary.Row> {
    let table = TeamOffenseGameSummary()
    var contents = AsOfView.Contents()
    contents[table.results] = results
    contents[table.schedule] = [Fixtures.scheduled]
    contents[table.teamLines] = teams
    contents[table.playerLines] = players
    contents[table.shots] = shots
    return try table.rows(
      for: Fixtures.date, from: AsOfView(date: Fixtures.date, season: Fixtures.season, contents: contents))
  }

  static func offense(of team: TeamCode, in partition: Partition<TeamOffenseGameSummary.Row>) throws
    -> TeamOffenseGameSummary.Row
  {
    try #require(Fixtures.stored(partition).first { $0.team == team })
  }

  /// The defence rows that follow from offence rows.
  static func defense(_ offense: [TeamOffenseGameSummary.Row]) throws -> [TeamDefenseGameSummary.Row] {
    let table = TeamDefenseGameSummary()
    var contents = AsOfView.Contents()
    contents[table.offense] = offense.map { row in
      var seen = TeamOffense()
      seen.team = row.team
      seen.opponent = row.opponent
      seen.gameID = row.gameID
      seen.isHome = row.isHome
      seen.points = row.points
      seen.threesMade = row.threesMade
      seen.turnovers = row.turnovers
      seen.offensiveRating = row.offensiveRating
      seen.pace = row.pace
      seen.blocks = row.blocks
      seen.isWin = row.isWin
      seen.margin = row.margin
      seen.overtimePeriods = row.overtimePeriods
      return seen
    }
    return try Fixtures.stored(
      table.rows(
        for: Fixtures.date, from: AsOfView(date: Fixtures.date, season: Fixtures.season, contents: contents)))
  }

  @Test("E4 both teams of the overtime game have one pace and one possession count")
  func e4() throws {
    let partition = try Self.offense()
    let knicks = try Self.offense(of: .nyk, in: partition)
    let sixers = try Self.offense(of: .phi, in: partition)
    #expect(knicks.offensiveRating == 132.60)
    #expect(sixers.offensiveRating == 126.24)
    #expect(knicks.pace == 85.4)
    #expect(sixers.pace == 85.4)
    #expect(knicks.possessions == sixers.possessions)
    #expect(knicks.overtimePeriods == 1)
    #expect(knicks.isWin && !sixers.isWin)
    #expect(knicks.margin == 6 && sixers.margin == -6)
    #expect(sixers.isHome && !knicks.isHome)
    #expect(knicks.source == "team_box")
  }

  @Test("E15 the defence of PHI is the offence of NYK, overtime counted")
  func e15() throws {
    let rows = try Self.defense(Fixtures.stored(Self.offense()))
    let sixers = try #require(rows.first { $0.team == .phi })
    #expect(rows.count == 2)
    #expect(sixers.pointsAllowed == 125)
    #expect(sixers.threePointsAllowed == 48)
    #expect(sixers.defensiveRating == 132.60)
    #expect(sixers.opponentPace == 85.4)
    #expect(sixers.opponentPace != 94.6)
    #expect(sixers.turnoversForced == 13)
    #expect(sixers.overtimePeriods == 1)
    #expect(!sixers.isWin)
    #expect(sixers.margin == -6)
    #expect(sixers.blocks == 4)
  }

  @Test("a game without a team box is summed from players who have every count")
  func reconstructed() throws {
    let players =
      (1...5).map { Fixtures.player($0, on: .nyk, points: 25, minutes: 53) }
      + (6...12).map { Fixtures.player($0, on: .phi, points: 17, minutes: 37) }
    let knicks = try Self.offense(of: .nyk, in: Self.offense(teams: [], players: players))
    #expect(knicks.source == "players")
    #expect(knicks.points == 125)
    #expect(knicks.fieldGoalsAttempted == 65)
    #expect(knicks.turnovers == 5)
    #expect(knicks.pace != nil)
    #expect(knicks.qualityIssues.contains("reconstructed"))
    #expect(knicks.qualityTier != "gold")
  }

  @Test("a count that one player's line lacks stays null in a reconstructed row")
  func reconstructedFromReducedLines() throws {
    var players = (1...5).map { Fixtures.player($0, on: .nyk, points: 25, minutes: 53) }
    players[2].fieldGoalsAttempted = nil
    let row = try Self.offense(of: .nyk, in: Self.offense(teams: [], players: players))
    #expect(row.fieldGoalsAttempted == nil)
    #expect(row.possessions == nil)
    #expect(row.pace == nil)
    #expect(row.rebounds == 15)
    #expect(row.points == 125)
  }

  @Test("player lines that do not add up to the score are not believed")
  func reconstructionThatDoesNotAddUp() throws {
    let players = (1...4).map { Fixtures.player($0, on: .nyk, points: 25, minutes: 53) }
    let row = try Self.offense(of: .nyk, in: Self.offense(teams: [], players: players))
    #expect(row.source == "result")
    #expect(row.points == 125)
    #expect(row.rebounds == nil)
    #expect(row.isWin)
  }

  @Test("zones come from the shots by ruling and area, and are null without shots")
  func zones() throws {
    let without = try Self.offense(of: .nyk, in: Self.offense())
    #expect(without.paintAttempts == nil)
    #expect(without.qualityIssues.contains("shot_zones_unavailable"))
    var shots: [Shot] = []
    for index in 0..<49 {
      shots.append(
        Fixtures.shot(
          by: 1, on: .nyk, value: 2, area: index < 40 ? "Restricted Area" : "Mid-Range", made: index < 30, assisted: nil
        ))
    }
    for index in 0..<37 {
      shots.append(
        Fixtures.shot(by: 1, on: .nyk, value: 3, area: "Above the Break 3", made: index < 16, assisted: nil))
    }
    let row = try Self.offense(of: .nyk, in: Self.offense(shots: shots))
    #expect(row.paintAttempts == 40)
    #expect(row.midRangeAttempts == 9)
    #expect(row.pointsInPaint == 60)
    let other = try Self.offense(of: .phi, in: Self.offense(shots: shots))
    #expect(other.paintAttempts == nil)
    #expect(other.qualityIssues.contains("zone_mismatch"))
  }

  @Test("a date without results has no rows")
  func empty() throws {
    #expect(try Self.offense(results: []).rows.isEmpty)
    #expect(try Self.defense([]).isEmpty)
  }

  @Test("a result whose id is no game id is refused by its text")
  func badID() {
    var result = Fixtures.result
    result.gameID = "22400561"
    #expect(throws: PipelineError.self) { try Self.offense(results: [result]) }
  }
}
