import League
import Pipeline
import Testing
import Warehouse

@testable import Phase3Analytics

/// The worked overtime game E4, NYK at PHI on 2025-01-15, and pieces to build others from.
enum Fixtures {
  static let date = day("2025-01-15")
  static let season = Season(startYear: 2024)
  static let gameID = "0022400561"

  static func day(_ text: String) -> GameDate {
    GameDate(text[...]) ?? GameDate(dayNumber: 0)
  }

  static let result = GameResult(
    gameDate: date, gameID: gameID, homeTeam: .phi, awayTeam: .nyk, homeScore: 119, awayScore: 125, overtimePeriods: 1)
  static let scheduled = ScheduledGame(
    gameDate: date, gameID: gameID, homeTeam: .phi, awayTeam: .nyk, isNeutral: false)

  static let teamLines = [
    TeamLine(
      gameDate: date, gameID: gameID, team: .nyk, points: 125, fieldGoalsMade: 46, fieldGoalsAttempted: 86,
      threesMade: 16,
      threesAttempted: 37, freeThrowsMade: 17, freeThrowsAttempted: 24, offensiveRebounds: 15, defensiveRebounds: 30,
      assists: 27, steals: 8, blocks: 5, turnovers: 13, fouls: 18),
    TeamLine(
      gameDate: date, gameID: gameID, team: .phi, points: 119, fieldGoalsMade: 46, fieldGoalsAttempted: 92,
      threesMade: 13,
      threesAttempted: 35, freeThrowsMade: 14, freeThrowsAttempted: 14, offensiveRebounds: 11, defensiveRebounds: 24,
      assists: 25, steals: 7, blocks: 4, turnovers: 12, fouls: 22),
  ]

  /// E2's player: 38 points in 45:28.
  static var star: PlayerLine {
    var line = player(1, on: .nyk, points: 38, minutes: 45.0 + 28.0 / 60)
    line.fieldGoalsMade = 14
    line.fieldGoalsAttempted = 22
    line.threesMade = 3
    line.threesAttempted = 7
    line.freeThrowsMade = 7
    line.freeThrowsAttempted = 9
    line.turnovers = 5
    return line
  }

  /// A player whose points are all twos, with a full line.
  static func player(_ id: Int, on team: TeamCode, points: Int, minutes: Double) -> PlayerLine {
    var line = PlayerLine()
    line.gameDate = date
    line.gameID = gameID
    line.playerID = id
    line.playerLookup = "player\(id)"
    line.playerName = "Player \(id)"
    line.team = team
    line.minutes = minutes.rounded()
    line.exactMinutes = minutes
    line.points = points
    line.assists = 1
    line.steals = 1
    line.blocks = 0
    line.turnovers = 1
    line.rebounds = 3
    line.offensiveRebounds = 1
    line.defensiveRebounds = 2
    line.fieldGoalsMade = points / 2
    line.fieldGoalsAttempted = points / 2 + 1
    line.threesMade = 0
    line.threesAttempted = 0
    line.freeThrowsMade = 0
    line.freeThrowsAttempted = 0
    line.fouls = 2
    line.plusMinus = 0
    return line
  }

  static func shot(by player: Int, on team: TeamCode, value: Int, area: String, made: Bool, assisted: Bool?) -> Shot {
    Shot(
      gameDate: date, gameID: gameID, playerID: player, team: team, isMade: made, value: value, area: area,
      isAssisted: assisted)
  }

  static func played(
    _ player: Int, on day: String, for team: TeamCode = .nyk, points: Int? = 20, minutes: Double = 30,
    isActive: Bool = true,
    usage: Double? = 20
  ) -> PlayedGame {
    PlayedGame(
      gameDate: Fixtures.day(day), playerID: player, team: team, countsForAverages: true, isActive: isActive,
      minutes: minutes, points: points, fieldGoalsAttempted: 15, fieldGoalsMade: 7, usage: usage)
  }

  static func appearance(_ player: Int, on day: String, for team: TeamCode = .nyk) -> Appearance {
    Appearance(
      gameDate: Fixtures.day(day), playerID: player, playerLookup: "player\(player)", playerName: "Player \(player)",
      team: team)
  }

  static func teamGame(
    _ team: TeamCode, on day: String, against opponent: TeamCode = .bos, isHome: Bool = true, margin: Int = 5,
    type: GameType = .regularSeason
  ) -> TeamGame {
    TeamGame(
      gameDate: Fixtures.day(day), team: team, opponent: opponent, gameType: type, isHome: isHome, isNeutral: false,
      isWin: margin > 0, margin: margin, pace: 98)
  }

  /// Rows as the store would take them: rounded and checked.
  static func stored<Row: Record>(_ partition: Partition<Row>) throws -> [Row] {
    try PartitionRows(partition.rows, table: "fixture").rows
  }
}
