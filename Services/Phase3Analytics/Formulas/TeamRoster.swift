import League
import Pipeline

/// Whom a team can be expected to bring to a game, as far as that was known before it.
///
/// Most sources list only those who were on the floor, which nobody knew before. Their box score of the game is not used:
/// whoever was on the floor in one of the team's last ten games with a box stands in for the list. A box score that lists
/// players who did not play is a list, and is used.
struct TeamRoster {
  /// Why a player is on it.
  enum Reason: String {
    /// On the list of the game.
    case listed = "population:listed"
    /// In one of the team's last ten games with a box, and for no other team since.
    case recent = "population:recent"
    /// Not lately, but he played for the team this season and is known to be injured.
    case injured = "population:injury_list"
    /// None of these, but a book has a line for him, and he played for the team this season.
    case quoted = "not_listed"
  }

  struct Member {
    var playerID: Int
    var playerLookup: String
    var playerName: String
    var reason: Reason
    /// Nil when nothing was collected about injuries.
    var notice: InjuryBoard.Notice?

    /// Whether his team has to count on playing without him; nil when nothing was collected.
    var isAbsent: Bool? { notice?.availability.isAbsent }
  }

  /// Games with a box that stand in for a list.
  static let recentGames = 10

  /// In order of player id.
  let members: [Member]
  /// Date of the team's last game whose players are known.
  let lastKnownGame: GameDate?

  /// Whether anything was collected about its injuries.
  var knowsInjuries: Bool { members.contains { $0.notice != nil } }

  /// Whether that is the league's report, which knows more than out and available.
  var isOfLeagueReport: Bool { members.contains { $0.notice?.origin == "league_report" } }

  /// The roster of a team for a game.
  ///
  /// - Parameters:
  ///   - list: the players listed for the game, whether they played or not; nil without such a list.
  ///   - quoted: players with a line in the game.
  ///   - appearances: the team's earlier appearances, oldest first.
  ///   - notices: what is known of injuries.
  ///   - currentTeam: the team a player was last listed for.
  init(
    of team: TeamCode, list: [ListedPlayer]?, quoted: [Int], appearances: EntityRows<Appearance>,
    notices: TeamNotices?, currentTeam: (Int) -> TeamCode?
  ) {
    var members: [Int: Member] = [:]
    for player in list ?? [] {
      members[player.playerID] = Member(
        playerID: player.playerID, playerLookup: player.playerLookup, playerName: player.playerName, reason: .listed)
    }
    let season = SeasonAppearances(appearances, recentGames: Self.recentGames) { currentTeam($0) == team }
    let teammates = season.players.values.map(\.latest.playerLookup)
    for (id, player) in season.players {
      let notice = notices?.notice(of: player.latest.playerLookup, among: teammates, lastPlayed: player.lastPlayed)
      let reason: Reason? =
        members[id] != nil
        ? nil
        : player.isRecent && list == nil
          ? .recent
          : notice.map { $0.availability != .available } == true ? .injured : quoted.contains(id) ? .quoted : nil
      if let reason {
        members[id] = Member(
          playerID: id, playerLookup: player.latest.playerLookup, playerName: player.latest.playerName, reason: reason)
      }
      members[id]?.notice = notice
    }
    for (id, member) in members where member.notice == nil {
      members[id]?.notice = notices?.notice(of: member.playerLookup, among: teammates, lastPlayed: nil)
    }
    self.members = members.values.sorted { $0.playerID < $1.playerID }
    self.lastKnownGame = appearances.last?.gameDate
  }
}

/// The players of a team's season so far who are still its own.
private struct SeasonAppearances {
  struct Player {
    var latest: Appearance
    var lastPlayed: GameDate?
    var isRecent: Bool
  }

  private(set) var players: [Int: Player] = [:]

  init(_ appearances: EntityRows<Appearance>, recentGames: Int, isOwn: (Int) -> Bool) {
    var games = 0
    var date: GameDate?
    for appearance in appearances.reversed() {
      if appearance.gameDate != date {
        games += 1
        date = appearance.gameDate
      }
      if players[appearance.playerID] == nil {
        players[appearance.playerID] = Player(latest: appearance, lastPlayed: nil, isRecent: games <= recentGames)
      }
      if appearance.isActive, players[appearance.playerID]?.lastPlayed == nil {
        players[appearance.playerID]?.lastPlayed = appearance.gameDate
      }
    }
    players = players.filter { isOwn($0.key) }
  }
}
