import League

/// What is counted from the play by play of one game.
struct GameCount {
  private var players: [Int: RawPlayByPlay.Row] = [:]
  private var fourthQuarter: [TeamCode: FloorTime] = [:]

  /// Counts the events of a game, in their order.
  init(of gameID: String, _ events: [PlayEvent]) {
    var miss: (number: Int, zone: ShotZone)?
    var makes: [Moment: Int] = [:]
    for event in events {
      var player = players[event.playerID] ?? RawPlayByPlay.Row()
      player.gameID = gameID
      player.playerID = event.playerID
      player.team = event.team
      player.source = event.source
      switch event.kind {
      case .shot(let value, let zone, let isMade):
        if isMade {
          player.score(value, in: event.period)
          makes[Moment(event), default: 0] += 1
        } else {
          miss = (event.number, zone)
        }
      case .freeThrow(let isMade, let isSingle):
        if isMade { player.score(1, in: event.period) }
        if isSingle, let open = makes[Moment(event)], open > 0 {
          makes[Moment(event)] = open - 1
          player.andOnes += 1
        }
      case .block:
        // A block stands behind the miss that it made, under the same number.
        if let miss, miss.number == event.number { player.block(miss.zone) }
      case .substitution, .presence: break
      }
      players[event.playerID] = player
      if event.period == 4 {
        fourthQuarter[event.team, default: FloorTime(length: 720)].see(event)
      }
    }
    for event in events {
      guard case .substitution(let entering) = event.kind, players[entering] == nil else { continue }
      var player = RawPlayByPlay.Row()
      player.gameID = gameID
      player.playerID = entering
      player.team = event.team
      player.source = event.source
      players[entering] = player
    }
  }

  /// A row for each player who is in an event.
  var rows: [RawPlayByPlay.Row] {
    players.values.map { player in
      var player = player
      player.fourthQuarterSeconds = fourthQuarter[player.team]?.seconds(of: player.playerID)
      return player
    }
  }

  /// A player at a stop of the clock.
  private struct Moment: Hashable {
    let playerID: Int
    let period: Int
    let clock: Double

    init(_ event: PlayEvent) {
      playerID = event.playerID
      period = event.period
      clock = event.clock
    }
  }
}

extension RawPlayByPlay.Row {
  fileprivate mutating func score(_ points: Int, in period: Int) {
    self.points += points
    if period == 4 { fourthQuarterPoints += points }
  }

  fileprivate mutating func block(_ zone: ShotZone) {
    switch zone {
    case .paint: paintBlocks += 1
    case .midRange: midRangeBlocks += 1
    case .three: threeBlocks += 1
    }
  }
}
