/// One side of a simulated game while it is played.
struct TeamGame {
  let team: SimulatedTeam
  var lines: [PlayerLine]
  /// Points by period; overtimes follow the four quarters.
  var periods: [Int] = []
  /// Turnovers charged to nobody.
  var teamTurnovers = 0

  init(team: SimulatedTeam, dice: inout Dice) {
    self.team = team
    lines = []
    for (place, player) in team.available(dice: &dice).enumerated() {
      let share = player.minutes * dice.number(0.82...1.18)
      lines.append(PlayerLine(player: player, isStarter: place < 5, share: share))
    }
    teamTurnovers = dice.integer(0...2)
  }

  var points: Int { lines.reduce(0) { $0 + $1.pts } }

  func shooter(dice: inout Dice) -> Int {
    dice.index(weights: lines.map { $0.share * $0.player.usage })
  }

  func onFloor(dice: inout Dice) -> Int {
    dice.index(weights: lines.map(\.share))
  }

  func rebounder(dice: inout Dice) -> Int {
    dice.index(weights: lines.map { $0.share * $0.player.rebounding })
  }

  func passer(except shooter: Int, dice: inout Dice) -> Int {
    dice.index(weights: lines.enumerated().map { $0 == shooter ? 0 : $1.share * $1.player.passing })
  }

  /// Charges a foul to somebody who has fewer than six, and gives his place in the lines.
  @discardableResult
  mutating func foul(dice: inout Dice) -> Int {
    let place = dice.index(weights: lines.map { $0.pf < 6 ? $0.share : 0 })
    lines[place].pf += 1
    return place
  }

  /// Gives every player his minutes: whole ones that add up to 240 and 25 for each overtime, and exact ones that round to
  /// them.
  mutating func spreadMinutes(overtimes: Int, dice: inout Dice) {
    let total = 240 + 25 * overtimes
    let most = 48 + 5 * overtimes
    let shares = lines.reduce(0) { $0 + $1.share }
    for index in lines.indices {
      lines[index].minutes = min(max(Int(lines[index].share / shares * Double(total)), 1), most)
    }
    var rest = total - lines.reduce(0) { $0 + $1.minutes }
    while rest != 0 {
      for index in lines.indices where rest != 0 {
        let step = rest.signum()
        guard (1...most).contains(lines[index].minutes + step) else { continue }
        lines[index].minutes += step
        rest -= step
      }
    }
    for index in lines.indices { lines[index].seconds = lines[index].minutes * 60 }
    for index in stride(from: 0, to: lines.count - 1, by: 2) where lines[index].minutes < most {
      let moved = dice.integer(0...28)
      lines[index].seconds += moved
      lines[index + 1].seconds -= moved
    }
  }

  /// Spreads five times the margin over the players by their minutes.
  mutating func spreadMargin(_ margin: Int, dice: inout Dice) {
    let total = Double(lines.reduce(0) { $0 + $1.minutes })
    for index in lines.indices {
      let fair = Double(5 * margin) * Double(lines[index].minutes) / total
      lines[index].plusMinus = Int((fair + dice.bell() * 4).rounded())
    }
    var rest = 5 * margin - lines.reduce(0) { $0 + $1.plusMinus }
    while rest != 0 {
      for index in lines.indices where rest != 0 {
        lines[index].plusMinus += rest.signum()
        rest -= rest.signum()
      }
    }
  }
}
