/// One possession: a turnover, a trip to the line, or a shot.
struct Attack {
  var side: TeamGame
  var other: TeamGame

  mutating func play(isHome: Bool, period: Int, clock: Int, dice: inout Dice) -> SimulatedShot? {
    let what = dice.unit()
    if what < 0.12 {
      turnOver(dice: &dice)
      return nil
    }
    if what < 0.21, other.lines.contains(where: { $0.pf < 6 }) {
      shootFreeThrows(dice: &dice)
      return nil
    }
    return shoot(isHome: isHome, period: period, clock: clock, dice: &dice)
  }

  private mutating func turnOver(dice: inout Dice) {
    side.lines[side.onFloor(dice: &dice)].tov += 1
    if dice.chance(0.55) { other.lines[other.onFloor(dice: &dice)].stl += 1 }
  }

  private mutating func shootFreeThrows(dice: inout Dice) {
    other.foul(dice: &dice)
    let shooter = side.shooter(dice: &dice)
    for _ in 0..<2 {
      side.lines[shooter].fta += 1
      if dice.chance(side.lines[shooter].player.freeThrowShare) { side.lines[shooter].ftm += 1 }
    }
  }

  private mutating func shoot(isHome: Bool, period: Int, clock: Int, dice: inout Dice) -> SimulatedShot {
    let shooter = side.shooter(dice: &dice)
    let player = side.lines[shooter].player
    let zone = CourtZone.allCases[dice.index(weights: player.zoneWeights)]
    // A foot on the line: the place says three, the ruling says two.
    let value = zone.isBehindTheLine && !dice.chance(0.004) ? 3 : 2
    let isMade = dice.chance(player.accuracy(from: zone) + side.team.strength - other.team.strength)
    side.lines[shooter].fga += 1
    if value == 3 { side.lines[shooter].fg3a += 1 }
    var assist: Int?
    if isMade {
      side.lines[shooter].fgm += 1
      if value == 3 { side.lines[shooter].fg3m += 1 }
      if dice.chance(zone.assistedShare) {
        let passer = side.passer(except: shooter, dice: &dice)
        side.lines[passer].ast += 1
        assist = side.lines[passer].player.id
      }
    } else {
      miss(value: value, dice: &dice)
    }
    return SimulatedShot(
      isHome: isHome, playerID: player.id, playerName: player.name, period: period, clock: clock, isMade: isMade,
      value: value, zone: zone, distance: dice.integer(zone.distances), isRight: dice.chance(0.5),
      assistPlayerID: assist)
  }

  private mutating func miss(value: Int, dice: inout Dice) {
    if value == 2, dice.chance(0.1) { other.lines[other.onFloor(dice: &dice)].blk += 1 }
    if dice.chance(0.25) {
      side.lines[side.rebounder(dice: &dice)].oreb += 1
    } else {
      other.lines[other.rebounder(dice: &dice)].dreb += 1
    }
  }
}
