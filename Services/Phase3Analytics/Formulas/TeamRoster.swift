import League
import Pipeline

/// Whom a team can be expected to bring to a game.
struct TeamRoster {
  /// Why a player is on it.
  enum Reason: String {
    /// In the box score of the game.
    case listed = "population:listed"
    /// Not in it, but listed in one of the team's last three games with a box, and for no other team since.
    case recent = "population:recent"
    /// Neither, but a book has a line for him.
    case quoted = "not_listed"
  }

  struct Member {
    var playerID: Int
    var playerLookup: String
    var playerName: String
    var reason: Reason
  }

  /// In order of player id.
  let members: [Member]
  /// Date of the team's last game whose players are known.
  let lastKnownGame: GameDate?

  /// The roster of a team for a game.
  ///
  /// - Parameters:
  ///   - listed: players in the game's box score for this team.
  ///   - quoted: players with a line in the game.
  ///   - appearances: the team's earlier appearances, oldest first.
  ///   - currentTeam: the team a player was last listed for.
  init(
    of team: TeamCode, listed: [ListedPlayer], quoted: [Int], appearances: ArraySlice<Appearance>,
    currentTeam: (Int) -> TeamCode?
  ) {
    var members: [Int: Member] = [:]
    for player in listed {
      members[player.playerID] = Member(
        playerID: player.playerID, playerLookup: player.playerLookup, playerName: player.playerName, reason: .listed)
    }
    func add(_ player: Appearance, _ reason: Reason) {
      guard members[player.playerID] == nil, currentTeam(player.playerID) == team else { return }
      members[player.playerID] = Member(
        playerID: player.playerID, playerLookup: player.playerLookup, playerName: player.playerName, reason: reason)
    }
    var dates = 0
    var date: GameDate?
    for player in appearances.reversed() {
      if player.gameDate != date {
        dates += 1
        date = player.gameDate
      }
      if dates > 3 { break }
      add(player, .recent)
    }
    let absent = Set(quoted.filter { members[$0] == nil && currentTeam($0) == team })
    if !absent.isEmpty {
      for player in appearances.reversed() where absent.contains(player.playerID) {
        add(player, .quoted)
      }
    }
    self.members = members.values.sorted { $0.playerID < $1.playerID }
    self.lastKnownGame = appearances.last?.gameDate
  }
}
