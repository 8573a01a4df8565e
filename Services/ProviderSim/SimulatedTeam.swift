import League

/// A team: a real code, a made-up roster.
struct SimulatedTeam {
  let code: TeamCode
  /// Added to the accuracy of all its players; a hundredth is worth about two points.
  var strength: Double
  var roster: [SimulatedPlayer]

  /// A team of twelve players.
  init(code: TeamCode, index: Int, dice: inout Dice) {
    self.code = code
    strength = dice.bell() * 0.012
    var roster: [SimulatedPlayer] = []
    for slot in 0..<12 {
      roster.append(SimulatedPlayer(number: index * 12 + slot + 1, slot: slot, dice: &dice))
    }
    self.roster = roster
  }

  /// Who dresses tonight: nine or ten players, by what they are worth to the coach.
  func available(dice: inout Dice) -> [SimulatedPlayer] {
    var healthy = roster.filter { _ in !dice.chance(0.07) }
    if healthy.count < 9 { healthy = roster }
    healthy.sort { ($0.minutes, $1.id) > ($1.minutes, $0.id) }
    return Array(healthy.prefix(dice.integer(9...10)))
  }
}
