import League
import Pipeline
import Warehouse

/// A line of a box score: that a player was listed for a team in a game, on the floor or not.
protocol BoxedGame: HistoryProjection where Entity == Int {
  var team: TeamCode { get }
}

/// Of every team, which of its last ten games have player lines.
struct TeamCoverage {
  /// Games looked at.
  static let games = 10
  private var byTeam: [TeamCode: GameCoverage] = [:]

  /// From the games that teams have finished, and the lines of the players.
  init(teams: PastRows<TeamGame>, players: PastRows<some BoxedGame>) {
    var oldest: [TeamCode: GameDate] = [:]
    for team in teams.entities {
      let finals = teams.of(team).last(Self.games, keeping: \.countsForAverages).map(\.gameDate)
      byTeam[team] = GameCoverage(finals: finals)
      oldest[team] = finals.first
    }
    for player in players.entities {
      for line in players.of(player).reversed() {
        guard let first = oldest[line.team], line.gameDate >= first else { break }
        byTeam[line.team]?.record(line.gameDate)
      }
    }
  }

  subscript(team: TeamCode) -> GameCoverage {
    byTeam[team] ?? GameCoverage(finals: [])
  }
}
