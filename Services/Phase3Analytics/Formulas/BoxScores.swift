import League

/// The box scores of a date, by game and team.
struct BoxScores {
  private struct TeamInGame: Hashable {
    var gameID: String
    var team: TeamCode
  }

  private var teams: [TeamInGame: TeamLine] = [:]
  private var players: [TeamInGame: [PlayerLine]] = [:]

  init(teams: [TeamLine], players: [PlayerLine]) {
    for line in teams {
      self.teams[TeamInGame(gameID: line.gameID, team: line.team)] = line
    }
    for line in players {
      self.players[TeamInGame(gameID: line.gameID, team: line.team), default: []].append(line)
    }
  }

  /// How many of a team were inactive; nil when the source lists only those who played.
  func inactive(of team: TeamCode, in gameID: String) -> Int? {
    let lines = players[TeamInGame(gameID: gameID, team: team)] ?? []
    guard lines.contains(where: { $0.status == .inactive || $0.status == .notPlayed }) else { return nil }
    return lines.count { $0.status == .inactive }
  }

  /// A team's counts: its own line if it is that of this result, else what its players add up to.
  func totals(of side: GameSide, in gameID: String) -> TeamTotals {
    let key = TeamInGame(gameID: gameID, team: side.team)
    if let line = teams[key], line.points == side.points {
      return TeamTotals(line)
    }
    return TeamTotals(points: side.points, players: players[key] ?? [])
  }
}
