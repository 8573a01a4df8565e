import League
import Testing

@Suite struct BoxFormulaTests {
  static let knicks = BoxLine(
    points: 125, fieldGoalsMade: 46, fieldGoalsAttempted: 86, threesMade: 16, threesAttempted: 37, freeThrowsMade: 17,
    freeThrowsAttempted: 24, offensiveRebounds: 15, defensiveRebounds: 30, turnovers: 13)
  static let sixers = BoxLine(
    points: 119, fieldGoalsMade: 46, fieldGoalsAttempted: 92, threesMade: 13, threesAttempted: 35, freeThrowsMade: 14,
    freeThrowsAttempted: 14, offensiveRebounds: 11, defensiveRebounds: 24, turnovers: 12)
  static let overtime = GameLength(overtimePeriods: 1)

  @Test("E1 shooting and usage in regulation")
  func e1() throws {
    let player = BoxLine(
      points: 28, fieldGoalsMade: 10, fieldGoalsAttempted: 19, threesMade: 3, threesAttempted: 8, freeThrowsMade: 5,
      freeThrowsAttempted: 6, turnovers: 3)
    let team = BoxLine(
      points: 110, fieldGoalsMade: 40, fieldGoalsAttempted: 88, freeThrowsMade: 18, freeThrowsAttempted: 22,
      turnovers: 14)
    #expect(player.trueShooting?.rounded(scale: 3) == 0.647)
    #expect(player.effectiveFieldGoals?.rounded(scale: 3) == 0.605)
    let usage = try #require(player.usage(minutes: 36.5, of: team, length: GameLength(overtimePeriods: 0)))
    #expect(usage.rounded(scale: 1) == 29.0)
  }

  @Test("E2 usage in overtime uses 53 minutes, not 48")
  func e2() throws {
    let player = BoxLine(
      points: 38, fieldGoalsMade: 14, fieldGoalsAttempted: 22, threesMade: 3, threesAttempted: 7, freeThrowsMade: 7,
      freeThrowsAttempted: 9, turnovers: 5)
    #expect(player.trueShooting?.rounded(scale: 3) == 0.732)
    #expect(player.effectiveFieldGoals?.rounded(scale: 3) == 0.705)
    let minutes = try #require(PlayingTime("45:28").minutes)
    let usage = try #require(player.usage(minutes: minutes, of: Self.knicks, length: Self.overtime))
    #expect(usage.rounded(scale: 1) == 32.9)
    #expect(usage.rounded(scale: 1) != 29.8)
  }

  @Test("E3 edges: free throws alone have a true shooting, zero points are zero")
  func e3() {
    let freeThrows = BoxLine(
      points: 3, fieldGoalsMade: 0, fieldGoalsAttempted: 0, freeThrowsMade: 3, freeThrowsAttempted: 4)
    #expect(freeThrows.trueShooting?.rounded(scale: 3) == 0.852)
    #expect(freeThrows.effectiveFieldGoals == nil)
    let misses = BoxLine(points: 0, fieldGoalsMade: 0, fieldGoalsAttempted: 5)
    #expect(misses.trueShooting == 0)
    #expect(misses.effectiveFieldGoals == 0)
    #expect(BoxLine(points: 0, fieldGoalsMade: 0, fieldGoalsAttempted: 0).trueShooting == nil)
  }

  @Test("E3 identity: minutes-weighted usage of a whole team is 100")
  func usageIdentity() throws {
    let players = (1...5).map { factor in
      BoxLine(
        points: 0, fieldGoalsMade: 0, fieldGoalsAttempted: 10 * factor, freeThrowsAttempted: factor, turnovers: factor)
    }
    let team = BoxLine(
      points: 0, fieldGoalsMade: 0, fieldGoalsAttempted: 150, freeThrowsAttempted: 15, turnovers: 15)
    let minutes = [53.0, 50, 48, 54, 60]
    let sum = try zip(players, minutes).reduce(0) { sum, pair in
      sum + (try #require(pair.0.usage(minutes: pair.1, of: team, length: Self.overtime))) * pair.1
    }
    #expect((sum / Self.overtime.minutes).rounded(scale: 9) == 100)
  }

  @Test("usage is not given below one minute on the floor")
  func usageWithoutMinutes() {
    let player = BoxLine(points: 3, fieldGoalsMade: 1, fieldGoalsAttempted: 1)
    #expect(player.usage(minutes: 0, of: Self.knicks, length: Self.overtime) == nil)
    #expect(player.usage(minutes: 0.9, of: Self.knicks, length: Self.overtime) == nil)
    #expect(player.usage(minutes: 1, of: Self.knicks, length: Self.overtime) != nil)
  }

  @Test("E4 possessions, ratings and pace of an overtime game are one number for both teams")
  func e4() throws {
    let knicks = try #require(GameTempo(own: Self.knicks, opponent: Self.sixers, length: Self.overtime))
    let sixers = try #require(GameTempo(own: Self.sixers, opponent: Self.knicks, length: Self.overtime))
    #expect(Self.knicks.simplePossessions.rounded(scale: 2) == 94.56)
    #expect(Self.sixers.simplePossessions.rounded(scale: 2) == 99.16)
    #expect(knicks.possessions.rounded(scale: 2) == 94.27)
    #expect(sixers.possessions.rounded(scale: 2) == 94.27)
    #expect(knicks.offensiveRating.rounded(scale: 2) == 132.60)
    #expect(sixers.offensiveRating.rounded(scale: 2) == 126.24)
    #expect(knicks.defensiveRating == sixers.offensiveRating)
    #expect(sixers.defensiveRating == knicks.offensiveRating)
    #expect(knicks.netRating == -sixers.netRating)
    #expect(knicks.pace.rounded(scale: 2) == 85.37)
    #expect(sixers.pace == knicks.pace)
    #expect(Self.knicks.trueShooting?.rounded(scale: 3) == 0.647)
    #expect(Self.sixers.trueShooting?.rounded(scale: 3) == 0.606)
    #expect(Self.knicks.effectiveFieldGoals?.rounded(scale: 3) == 0.628)
    #expect(Self.sixers.effectiveFieldGoals?.rounded(scale: 3) == 0.571)
    #expect(GameLength(teamMinutes: 265) == Self.overtime)
    #expect(GameLength(periods: 5) == Self.overtime)
    #expect(![132.19, 120.01].contains(knicks.offensiveRating.rounded(scale: 2)))
    #expect(![85.6, 89.8, 99.2].contains(knicks.pace.rounded(scale: 1)))
  }

  @Test("E5 possessions in regulation equal the pace")
  func e5() throws {
    let a = BoxLine(
      points: 111, fieldGoalsMade: 41, fieldGoalsAttempted: 88, threesMade: 12, freeThrowsMade: 17,
      freeThrowsAttempted: 22,
      offensiveRebounds: 10, defensiveRebounds: 34, turnovers: 14)
    let b = BoxLine(
      points: 105, fieldGoalsMade: 40, fieldGoalsAttempted: 90, threesMade: 11, freeThrowsMade: 14,
      freeThrowsAttempted: 18,
      offensiveRebounds: 9, defensiveRebounds: 33, turnovers: 12)
    let tempo = try #require(GameTempo(own: a, opponent: b, length: GameLength(overtimePeriods: 0)))
    #expect(tempo.possessions.rounded(scale: 2) == 98.55)
    #expect(tempo.pace == tempo.possessions)
    #expect(tempo.offensiveRating.rounded(scale: 2) == 112.63)
    #expect(tempo.defensiveRating.rounded(scale: 2) == 106.54)
    #expect(a.simplePossessions.rounded(scale: 2) == 101.68)
    #expect(b.simplePossessions.rounded(scale: 2) == 100.92)
  }

  @Test("a game without a rebound still has possessions, an empty one has none")
  func degenerateTempo() {
    let line = BoxLine(points: 2, fieldGoalsMade: 1, fieldGoalsAttempted: 1)
    let empty = BoxLine(points: 0, fieldGoalsMade: 0, fieldGoalsAttempted: 0)
    #expect(GameTempo(own: line, opponent: line, length: GameLength(overtimePeriods: 0))?.possessions == 1)
    #expect(GameTempo(own: empty, opponent: empty, length: GameLength(overtimePeriods: 0)) == nil)
    #expect(GameLength(teamMinutes: 200) == nil)
    #expect(GameLength(periods: 3) == nil)
  }
}
