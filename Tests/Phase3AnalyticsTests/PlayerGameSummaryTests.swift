import League
import Pipeline
import Testing
import Warehouse

@testable import Phase3Analytics

@Suite struct PlayerGameSummaryTests {
  static func rows(
    results: [GameResult] = [Fixtures.result], players: [PlayerLine], shots: [Shot] = [],
    events: [PlayByPlayCount] = [],
    props: [PropSnapshot] = [], teams: [TeamOffense] = [knicks]
  ) throws -> Partition<PlayerGameSummary.Row> {
    let table = PlayerGameSummary()
    var contents = AsOfView.Contents()
    contents[table.results] = results
    contents[table.playerLines] = players
    contents[table.shots] = shots
    contents[table.props] = props
    contents[table.events] = events
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
    #expect(row.openingLineSource == "draftkings")
    #expect(try Self.row(Self.rows(players: [Fixtures.star], props: [Self.prop(24.5)])).openingLineSource == nil)
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

  @Test("blocks by zone, and-ones and fourth quarters are the play by play's, for a player without a shot as well")
  func playByPlay() throws {
    var player = Fixtures.player(1, on: .nyk, points: 6, minutes: 20)
    player.blocks = 2
    let events = PlayByPlayCount(
      gameDate: Fixtures.date, gameID: Fixtures.gameID, playerID: 1, team: .nyk, points: 6, andOnes: 1, paintBlocks: 1,
      threeBlocks: 1, fourthQuarterPoints: 4, fourthQuarterSeconds: 401.3)
    let row = try Self.row(Self.rows(players: [player], events: [events]))
    #expect(row.andOnes == 1)
    #expect(row.paintBlocks == 1)
    #expect(row.midRangeBlocks == 0)
    #expect(row.threeBlocks == 1)
    #expect(row.fourthQuarterPoints == 4)
    #expect(row.fourthQuarterMinutes == 6.69)
    let quiet = try #require(
      Fixtures.stored(
        Self.rows(players: [player, Fixtures.player(2, on: .nyk, points: 0, minutes: 1)], events: [events])
      ).first { $0.playerID == 2 })
    #expect(quiet.andOnes == 0, "a game whose play by play is known has a zero for who is in none of it")
    let without = try Self.row(Self.rows(players: [player]))
    #expect(without.andOnes == nil)
    #expect(without.fourthQuarterMinutes == nil)
    #expect(without.qualityIssues.contains("play_by_play_unavailable"))
  }

  @Test("a play by play that contradicts the box is not believed, nor are blocks that are not as many")
  func playByPlayMismatch() throws {
    var player = Fixtures.player(1, on: .nyk, points: 6, minutes: 20)
    player.blocks = 2
    var events = PlayByPlayCount(gameID: Fixtures.gameID, playerID: 1, team: .nyk, points: 5, paintBlocks: 2)
    let row = try Self.row(Self.rows(players: [player], events: [events]))
    #expect(row.andOnes == nil)
    #expect(row.qualityIssues.contains("play_by_play_mismatch"))
    events.points = 6
    events.paintBlocks = 1
    let blocks = try Self.row(Self.rows(players: [player], events: [events]))
    #expect(blocks.andOnes == 0)
    #expect(blocks.paintBlocks == nil)
  }

  @Test("who did not play has his status and reason, zero minutes and no count; who played is active")
  func statuses() throws {
    func listed(_ id: Int, _ status: PlayerStatus, reason: String?) -> PlayerLine {
      var line = Fixtures.player(id, on: .nyk, points: 0, minutes: 0)
      line.assists = 0
      line.steals = 0
      line.turnovers = 0
      line.rebounds = 0
      line.fieldGoalsAttempted = 0
      line.fouls = 0
      line.status = status
      line.notPlayingReason = reason
      return line
    }
    let rows = try Fixtures.stored(
      Self.rows(players: [
        Fixtures.star, listed(2, .notPlayed, reason: "Coach's Decision"), listed(3, .inactive, reason: "Sore knee"),
      ]))
    #expect(rows.map(\.status) == [.active, .notPlayed, .inactive])
    #expect(rows.map(\.isActive) == [true, false, false])
    #expect(rows[1].minutes == 0)
    #expect(rows[1].points == nil)
    #expect(rows[1].notPlayingReason == "Coach's Decision")
    #expect(rows[0].notPlayingReason == nil)
    #expect(rows.allSatisfy { !$0.areZonesEstimated })
  }

  @Test("points without minutes: active, minutes unknown, no usage, and a lower score")
  func pointsWithoutMinutes() throws {
    var player = Fixtures.player(1, on: .nyk, points: 8, minutes: 20)
    player.minutes = nil
    player.exactMinutes = nil
    let row = try Self.row(Self.rows(players: [player]))
    #expect(row.isActive)
    #expect(row.minutes == nil)
    #expect(row.usage == nil)
    #expect(row.qualityIssues.contains("missing_minutes"))
    #expect(row.qualityScore <= 75)
    #expect(row.hasIssues)
    #expect(row.isProductionReady)
  }

  @Test("a Cup final has rows that do not count for averages")
  func cupFinal() throws {
    var result = Fixtures.result
    result.gameID = "0062400001"
    var star = Fixtures.star
    star.gameID = result.gameID
    let row = try Self.row(Self.rows(results: [result], players: [star]))
    #expect(row.gameType == .cupFinal)
    #expect(!row.countsForAverages)
    #expect(row.points == 38)
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

  @Test("R56: one game without player lines among others leaves the date short, by the game's id")
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
