import League
import Pipeline
import Testing
import Warehouse

@testable import Phase3Analytics

@Suite struct PlayerGameSummaryTests {
  static func rows(
    results: [GameResult] = [Fixtures.result], players: [PlayerLine], shots: [Shot] = [], props: [PropSnapshot] = [],
    teams: [TeamOffense] = [knicks]
  ) throws -> Partition<PlayerGameSummary.Row> {
    let table = PlayerGameSummary()
    var contents = AsOfView.Contents()
    contents[table.results] = results
    contents[table.playerLines] = players
    contents[table.shots] = shots
    contents[table.props] = props
    contents[table.teams] = teams
    return try table.rows(
      for: Fixtures.date, from: AsOfView(date: Fixtures.date, season: Fixtures.season, contents: contents))
  }

  static var knicks: TeamOffense {
    var team = TeamOffense()
    team.team = .nyk
    team.opponent = .phi
    team.points = 125
    team.fieldGoalsMade = 46
    team.fieldGoalsAttempted = 86
    team.freeThrowsAttempted = 24
    team.turnovers = 13
    return team
  }

  static func prop(_ line: Double, book: String = "draftkings", minutes: Int? = 10, main: Bool = true) -> PropSnapshot {
    PropSnapshot(
      gameDate: Fixtures.date, gameID: Fixtures.gameID, playerID: 1, market: "player_points", book: book, line: line,
      minutesBeforeTip: minutes, openingLine: nil, isMain: main)
  }

  static func row(_ partition: Partition<PlayerGameSummary.Row>) throws -> PlayerGameSummary.Row {
    try #require(Fixtures.stored(partition).first)
  }

  @Test("E2 usage of the overtime game comes out at 32.9, not 29.8")
  func e2() throws {
    let row = try Self.row(Self.rows(players: [Fixtures.star]))
    #expect(row.usage?.rounded(scale: 1) == 32.9)
    #expect(row.trueShooting == 0.732)
    #expect(row.effectiveFieldGoals == 0.705)
    #expect(row.minutes == 45.47)
    #expect(row.isWin)
    #expect(!row.isHome)
    #expect(row.opponent == .phi)
    #expect(row.isActive)
  }

  @Test("E3 free throws alone have a true shooting, and zero points are zero")
  func e3() throws {
    var freeThrows = Fixtures.player(1, on: .nyk, points: 3, minutes: 10)
    freeThrows.fieldGoalsMade = 0
    freeThrows.fieldGoalsAttempted = 0
    freeThrows.freeThrowsMade = 3
    freeThrows.freeThrowsAttempted = 4
    let row = try Self.row(Self.rows(players: [freeThrows]))
    #expect(row.trueShooting == 0.852)
    #expect(row.effectiveFieldGoals == nil)
    var misses = Fixtures.player(1, on: .nyk, points: 0, minutes: 10)
    misses.fieldGoalsAttempted = 5
    #expect(try Self.row(Self.rows(players: [misses])).trueShooting == 0)
  }

  @Test("E6 a whole-number line pushes, and a player who did not play has his line and no result")
  func e6() throws {
    let push = try Self.row(Self.rows(players: [Fixtures.star], props: [Self.prop(38)]))
    #expect(push.overUnder == "PUSH")
    #expect(push.margin == 0)
    let over = try Self.row(Self.rows(players: [Fixtures.star], props: [Self.prop(37.5)]))
    #expect(over.overUnder == "OVER")
    #expect(over.margin == 0.5)
    var absent = PlayerLine()
    absent.gameID = Fixtures.gameID
    absent.playerID = 1
    absent.team = .nyk
    absent.minutes = 0
    let row = try Self.row(Self.rows(players: [absent], props: [Self.prop(37.5)]))
    #expect(!row.isActive)
    #expect(row.minutes == 0)
    #expect(row.points == nil)
    #expect(row.pointsLine == 37.5)
    #expect(row.overUnder == nil)
    #expect(row.margin == nil)
  }

  @Test("E13 the DraftKings line stands, in-game quotes and alternates do not")
  func e13() throws {
    let row = try Self.row(
      Self.rows(
        players: [Fixtures.star],
        props: [
          Self.prop(25.5, book: "fanduel"), Self.prop(24.5), Self.prop(23.5, minutes: 600),
          Self.prop(31.5, minutes: -20),
          Self.prop(19.5, main: false),
        ]))
    #expect(row.pointsLine == 24.5)
    #expect(row.openingLine == 23.5)
    #expect(row.lineMovement == 1)
    #expect(row.lineSource == "draftkings")
  }

  @Test("zones and assists come from his shots; a difference from the box of more than one leaves zones null")
  func zones() throws {
    let player = Fixtures.player(1, on: .nyk, points: 6, minutes: 20)
    let made = (0..<3).map { index in
      Fixtures.shot(
        by: 1, on: .nyk, value: 2, area: index == 0 ? "Mid-Range" : "Restricted Area", made: true, assisted: index > 0)
    }
    let missed = Fixtures.shot(by: 1, on: .nyk, value: 2, area: "Mid-Range", made: false, assisted: nil)
    let row = try Self.row(Self.rows(players: [player], shots: made + [missed]))
    #expect(row.paintAttempts == 2)
    #expect(row.midRangeAttempts == 2)
    #expect(row.assistedMakes == 2)
    #expect(row.unassistedMakes == 1)
    let short = try Self.row(Self.rows(players: [player], shots: Array(made.prefix(1))))
    #expect(short.paintAttempts == nil)
    #expect(short.qualityIssues.contains("zone_mismatch"))
    #expect(try Self.row(Self.rows(players: [player])).paintAttempts == nil)
  }

  @Test("a line without shot counts has its points and no shooting or usage")
  func reducedLine() throws {
    var player = Fixtures.player(1, on: .nyk, points: 20, minutes: 30)
    player.fieldGoalsAttempted = nil
    player.fieldGoalsMade = nil
    player.exactMinutes = nil
    let row = try Self.row(Self.rows(players: [player]))
    #expect(row.points == 20)
    #expect(row.minutes == 30)
    #expect(row.usage == nil)
    #expect(row.trueShooting == nil)
    #expect(row.qualityIssues.contains("missing_shot_counts"))
  }

  @Test("a play-in date without player lines is empty by design, with a reason")
  func playIn() throws {
    var result = Fixtures.result
    result.gameID = "0052400101"
    let partition = try Self.rows(results: [result], players: [])
    #expect(partition.rows.isEmpty)
    #expect(partition.expected == 0)
    #expect(try #require(partition.emptyReason).contains("play-in"))
  }

  @Test("a regular date without any player line is not empty by design")
  func missingLines() {
    #expect(throws: PipelineError.self) { try Self.rows(players: []) }
  }

  @Test("one game without player lines among others leaves the date short, by the game's id")
  func partialDate() throws {
    var other = Fixtures.result
    other.gameID = "0022400562"
    other.homeTeam = .bos
    other.awayTeam = .mia
    let partition = try Self.rows(results: [Fixtures.result, other], players: [Fixtures.star])
    #expect(partition.rows.count == 1)
    #expect(try #require(partition.shortcomings.first).contains("0022400562"))
  }

  @Test("a player listed for a team that is not in the game is refused by name")
  func foreignTeam() throws {
    let stranger = Fixtures.player(9, on: .lal, points: 4, minutes: 10)
    #expect(throws: PipelineError.self) { try Self.rows(players: [stranger]) }
  }

  @Test("the same inputs give the same rows twice")
  func idempotent() throws {
    let first = try PartitionRows(Self.rows(players: [Fixtures.star]).rows, table: "t").digest
    let second = try PartitionRows(Self.rows(players: [Fixtures.star]).rows, table: "t").digest
    #expect(first == second)
  }
}
