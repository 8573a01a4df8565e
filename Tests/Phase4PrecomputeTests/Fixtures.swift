import League
import Pipeline
import Testing
import Warehouse

@testable import Phase4Precompute

/// Pieces of histories, one game every other day from 2024-11-01.
enum Fixtures {
  static let date = day("2025-01-15")
  static let season = Season(startYear: 2024)

  static func day(_ text: String) -> GameDate {
    GameDate(text[...]) ?? GameDate(dayNumber: 0)
  }

  /// The date of the `index`th game from the latest: 0 is the day before yesterday.
  static func daysBack(_ index: Int) -> GameDate {
    date.adding(days: -2 * (index + 1))
  }

  /// A player's games with these points, the latest first.
  static func games(_ player: Int = 1, pointsNewestFirst: [Int], minutes: Double = 30) -> [PlayedGame] {
    pointsNewestFirst.enumerated().map { index, points in
      PlayedGame(
        gameDate: daysBack(index), playerID: player, team: .nyk, countsForAverages: true, isActive: true,
        minutes: minutes,
        points: points,
        freeThrowsMade: 3, fieldGoalsMade: 8, assistedMakes: 4, usage: 25, trueShooting: 0.6)
    }
  }

  /// That a team has finished a game.
  static func final(_ team: TeamCode, on date: GameDate) -> TeamGame {
    TeamGame(gameDate: date, team: team, countsForAverages: true, pace: 99, offensiveRating: 112)
  }

  static func context(_ player: Int = 1, games: Int = 10) -> PlayerContext {
    var context = PlayerContext()
    context.gameDate = date
    context.playerID = player
    context.playerLookup = "player\(player)"
    context.team = .nyk
    context.opponent = .atl
    context.gameID = "0022400550"
    context.isHome = true
    context.daysRest = 1
    context.opponentDaysRest = 1
    context.gamesInLast7Days = 3
    context.minutesInLast7Days = 100
    context.minutesPerGameInLast7Days = 33.3
    context.gamesOfLast10 = games
    context.usageLast7 = 25
    context.projectedUsage = 25
    context.paceDifferential = 0
    return context
  }

  static func zones(_ player: Int = 1, paint: Double? = 50, midRange: Double? = 20, three: Double? = 30) -> PlayerZones
  {
    PlayerZones(
      gameDate: date, playerID: player, paintRate: paint, midRangeRate: midRange, threeRate: three,
      primaryZone: paint == nil ? nil : .paint, tier: "high", expectedGames: 10, actualGames: 9, missingGames: 1)
  }

  static func defense(_ team: TeamCode = .atl, paint: Double? = 4.3, midRange: Double? = -1.2, three: Double? = 0.5)
    -> TeamZones
  {
    TeamZones(
      gameDate: date, team: team, paint: paint, midRange: midRange, three: three, defensiveRating: 113.5, pace: 99)
  }

  /// Rows as the store would take them: rounded and checked.
  static func stored<Row: Record>(_ partition: Partition<Row>) throws -> [Row] {
    try PartitionRows(partition.rows, table: "fixture").rows
  }
}
