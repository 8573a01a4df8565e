/// One possession: a turnover, a trip to the line, or a shot.
struct Attack {
  var side: TeamGame
  var other: TeamGame
  let isHome: Bool
  let period: Int
  let clock: Int
  /// What happened, in order.
  private(set) var events: [SimulatedEvent] = []

  init(side: TeamGame, other: TeamGame, isHome: Bool, period: Int, clock: Int) {
    self.side = side
    self.other = other
    self.isHome = isHome
    self.period = period
    self.clock = clock
  }

  mutating func play(dice: inout Dice) -> SimulatedShot? {
    let what = dice.unit()
    if what < 0.12 {
      turnOver(dice: &dice)
      return nil
    }
    if what < 0.21, other.canFoul {
      shootFreeThrows(dice: &dice)
      return nil
    }
    return shoot(dice: &dice)
  }

  private mutating func turnOver(dice: inout Dice) {
    let loser = side.onFloor(dice: &dice)
    side.lines[loser].tov += 1
    note(.turnover, side.lines[loser])
    if dice.chance(0.55) {
      let thief = other.onFloor(dice: &dice)
      other.lines[thief].stl += 1
      note(.steal, other.lines[thief], isOfOther: true)
    }
  }

  private mutating func shootFreeThrows(dice: inout Dice) {
    note(.foul, other.lines[other.foul(dice: &dice)], isOfOther: true)
    let shooter = side.shooter(dice: &dice)
    for number in 1...2 {
      side.lines[shooter].fta += 1
      let isMade = dice.chance(side.lines[shooter].player.freeThrowShare)
      if isMade { side.lines[shooter].ftm += 1 }
      note(.freeThrow(isMade: isMade, number: number, of: 2), side.lines[shooter])
    }
  }

  private mutating func shoot(dice: inout Dice) -> SimulatedShot {
    let shooter = side.shooter(dice: &dice)
    let player = side.lines[shooter].player
    let zone = CourtZone.allCases[dice.index(weights: player.zoneWeights)]
    // A foot on the line: the place says three, the ruling says two.
    let value = zone.isBehindTheLine && !dice.chance(0.004) ? 3 : 2
    let isMade = dice.chance(player.accuracy(from: zone) + side.team.strength - other.team.strength)
    side.lines[shooter].fga += 1
    if value == 3 { side.lines[shooter].fg3a += 1 }
    var assist: Int?
    var ending = Ending()
    if isMade {
      side.lines[shooter].fgm += 1
      if value == 3 { side.lines[shooter].fg3m += 1 }
      if dice.chance(zone.assistedShare) {
        let passer = side.passer(except: shooter, dice: &dice)
        side.lines[passer].ast += 1
        assist = side.lines[passer].player.id
      }
    } else {
      ending = miss(value: value, dice: &dice)
    }
    let shot = SimulatedShot(
      isHome: isHome, playerID: player.id, playerName: player.name, period: period, clock: clock, isMade: isMade,
      value: value, zone: zone, distance: dice.integer(zone.distances), isRight: dice.chance(0.5),
      assistPlayerID: assist)
    note(.shot(shot, blockedBy: ending.blocker), side.lines[shooter])
    if let rebounder = ending.offensive { note(.rebound(isOffensive: true), side.lines[rebounder]) }
    if let rebounder = ending.defensive { note(.rebound(isOffensive: false), other.lines[rebounder], isOfOther: true) }
    return shot
  }

  /// How a miss ended: who blocked it, and the rebounder's place in the lines.
  private struct Ending {
    var blocker: Int?
    var offensive: Int?
    var defensive: Int?
  }

  private mutating func miss(value: Int, dice: inout Dice) -> Ending {
    var ending = Ending()
    if value == 2, dice.chance(0.1) {
      let blocker = other.onFloor(dice: &dice)
      other.lines[blocker].blk += 1
      ending.blocker = other.lines[blocker].player.id
    }
    if dice.chance(0.25) {
      let rebounder = side.rebounder(dice: &dice)
      side.lines[rebounder].oreb += 1
      ending.offensive = rebounder
    } else {
      let rebounder = other.rebounder(dice: &dice)
      other.lines[rebounder].dreb += 1
      ending.defensive = rebounder
    }
    return ending
  }

  private mutating func note(_ kind: SimulatedEvent.Kind, _ line: PlayerLine, isOfOther: Bool = false) {
    events.append(
      SimulatedEvent(
        kind: kind, isHome: isHome != isOfOther, playerID: line.player.id, period: period, clock: clock))
  }
}
