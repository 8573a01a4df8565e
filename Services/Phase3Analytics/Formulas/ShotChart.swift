import League

/// The shots of a date, tallied once by game, team and player.
struct ShotChart {
  private struct PlayerInGame: Hashable {
    var gameID: String
    var playerID: Int
  }
  private struct TeamInGame: Hashable {
    var gameID: String
    var team: TeamCode
  }

  private var byPlayer: [PlayerInGame: ZoneTally] = [:]
  private var byTeam: [TeamInGame: ZoneTally] = [:]
  private var games: Set<String> = []

  init(_ shots: [Shot]) {
    for shot in shots {
      games.insert(shot.gameID)
      byPlayer[PlayerInGame(gameID: shot.gameID, playerID: shot.playerID), default: ZoneTally()].add(shot)
      byTeam[TeamInGame(gameID: shot.gameID, team: shot.team), default: ZoneTally()].add(shot)
    }
  }

  /// Whether the game's shots were collected.
  func covers(_ gameID: String) -> Bool {
    games.contains(gameID)
  }

  /// A player's tally, empty if he took no shot; nil when the game's shots were not collected.
  func tally(player: Int, in gameID: String) -> ZoneTally? {
    covers(gameID) ? byPlayer[PlayerInGame(gameID: gameID, playerID: player)] ?? ZoneTally() : nil
  }

  /// A team's tally; nil when the game's shots were not collected.
  func tally(team: TeamCode, in gameID: String) -> ZoneTally? {
    covers(gameID) ? byTeam[TeamInGame(gameID: gameID, team: team)] ?? ZoneTally() : nil
  }
}
