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
  static func defense(
    _ offense: [TeamOffenseGameSummary.Row], events: [PlayByPlayCount] = []
  ) throws -> [TeamDefenseGameSummary.Row] {
    let table = TeamDefenseGameSummary()
    var contents = AsOfView.Contents()
    contents[table.events] = events
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
    #expect(knicks.offensiveRating != 132.19 && sixers.offensiveRating != 120.01)
    #expect(knicks.pace != 85.6 && sixers.pace != 89.8)
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
      (1...10).map { Fixtures.player($0, on: .nyk, points: $0 <= 5 ? 15 : 10, minutes: 26.5) }
      + (11...17).map { Fixtures.player($0, on: .phi, points: 17, minutes: 37) }
    let knicks = try Self.offense(of: .nyk, in: Self.offense(teams: [], players: players))
    #expect(knicks.source == "players")
    #expect(knicks.points == 125)
    #expect(knicks.fieldGoalsAttempted == 70)
    #expect(knicks.turnovers == 10)
    #expect(knicks.overtimePeriods == 1)
    #expect(knicks.qualityIssues.contains("reconstructed"))
    #expect(knicks.qualityTier != "gold")
  }

  @Test("a count that one player's line lacks stays null in a reconstructed row")
  func reconstructedFromReducedLines() throws {
    var players = (1...10).map { Fixtures.player($0, on: .nyk, points: $0 <= 5 ? 15 : 10, minutes: 26.5) }
    players[2].fieldGoalsAttempted = nil
    let row = try Self.offense(of: .nyk, in: Self.offense(teams: [], players: players))
    #expect(row.fieldGoalsAttempted == nil)
    #expect(row.possessions == nil)
    #expect(row.pace == nil)
    #expect(row.rebounds == 30)
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

  @Test("own blocks stand by the zone of the blocked shot, where they are as many as the box has")
  func blocksByZone() throws {
    let offense = try Fixtures.stored(Self.offense())
    let events = [
      PlayByPlayCount(gameID: Fixtures.gameID, playerID: 1, team: .phi, paintBlocks: 2, midRangeBlocks: 1),
      PlayByPlayCount(gameID: Fixtures.gameID, playerID: 2, team: .phi, threeBlocks: 1),
      PlayByPlayCount(gameID: Fixtures.gameID, playerID: 3, team: .nyk, paintBlocks: 1),
    ]
    let rows = try Self.defense(offense, events: events)
    let sixers = try #require(rows.first { $0.team == .phi })
    #expect([sixers.paintBlocks, sixers.midRangeBlocks, sixers.threeBlocks] == [2, 1, 1])
    #expect(rows.first { $0.team == .nyk }?.paintBlocks == nil, "one of five")
    #expect(try Self.defense(offense).allSatisfy { $0.paintBlocks == nil })
  }

  @Test("points in the paint and the like are the box's where it states them, null where nobody does")
  func statedPoints() throws {
    var lines = Fixtures.teamLines
    lines[0].pointsInPaint = 52
    lines[0].secondChancePoints = 14
    lines[0].fastBreakPoints = 9
    let rows = try Self.offense(teams: lines)
    let knicks = try Self.offense(of: .nyk, in: rows)
    #expect(knicks.pointsInPaint == 52)
    #expect(knicks.secondChancePoints == 14)
    #expect(knicks.fastBreakPoints == 9)
    #expect(knicks.pointsOffTurnovers == nil)
    #expect(!knicks.hasZones)
    #expect(try Self.offense(of: .phi, in: rows).secondChancePoints == nil)
  }

  @Test("inactive players are counted where the box lists them")
  func inactive() throws {
    var absent = PlayerLine(gameID: Fixtures.gameID, playerID: 9, team: .nyk)
    absent.status = .inactive
    let listed = try Self.offense(players: [Fixtures.star, absent])
    #expect(try Self.offense(of: .nyk, in: listed).inactivePlayers == 1)
    #expect(try Self.offense(of: .phi, in: listed).inactivePlayers == nil)
    #expect(try Self.offense(of: .nyk, in: Self.offense(players: [Fixtures.star])).inactivePlayers == nil)
  }

  @Test("fewer than eight players, or too few minutes, are no team to be summed")
  func tooFewToSum() throws {
    let five = (1...5).map { Fixtures.player($0, on: .nyk, points: 25, minutes: 48) }
    #expect(try Self.offense(of: .nyk, in: Self.offense(teams: [], players: five)).source == "result")
    let short = (1...10).map { Fixtures.player($0, on: .nyk, points: $0 <= 5 ? 15 : 10, minutes: 23.7) }
    #expect(try Self.offense(of: .nyk, in: Self.offense(teams: [], players: short)).source == "result")
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
