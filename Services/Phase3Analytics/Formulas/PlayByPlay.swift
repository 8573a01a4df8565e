import League

/// What the play by play of a date tells, by game and player.
struct PlayByPlay {
  private struct PlayerInGame: Hashable {
    var gameID: String
    var playerID: Int
  }

  private var counts: [PlayerInGame: PlayByPlayCount] = [:]
  private var games: Set<String> = []
  private var blocks: [String: [TeamCode: BlockTally]] = [:]

  init(_ counts: [PlayByPlayCount]) {
    for count in counts {
      games.insert(count.gameID)
      self.counts[PlayerInGame(gameID: count.gameID, playerID: count.playerID)] = count
      blocks[count.gameID, default: [:]][count.team, default: BlockTally()].add(count)
    }
  }

  /// A player's counts, all zero if he is in no event; nil when the game's play by play was not collected.
  func count(player: Int, in gameID: String) -> PlayByPlayCount? {
    guard games.contains(gameID) else { return nil }
    return counts[PlayerInGame(gameID: gameID, playerID: player)] ?? PlayByPlayCount(fourthQuarterSeconds: 0)
  }

  /// A team's blocks by the zone of the blocked shot; nil when the game's play by play was not collected.
  func blocks(of team: TeamCode, in gameID: String) -> BlockTally? {
    games.contains(gameID) ? blocks[gameID]?[team] ?? BlockTally() : nil
  }
}

/// Blocks by the zone of the blocked shot.
struct BlockTally: Hashable {
  private(set) var paint = 0
  private(set) var midRange = 0
  private(set) var three = 0

  var total: Int { paint + midRange + three }

  mutating func add(_ count: PlayByPlayCount) {
    paint += count.paintBlocks
    midRange += count.midRangeBlocks
    three += count.threeBlocks
  }
}
