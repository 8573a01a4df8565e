/// One side of a simulated game while it is played.
struct TeamGame {
  /// Two players change places on the floor.
  struct Change {
    let leaves: Int
    let enters: Int
  }

  let team: SimulatedTeam
  var lines: [PlayerLine]
  /// Points by period; overtimes follow the four quarters.
  var periods: [Int] = []
  /// Turnovers charged to nobody.
  var teamTurnovers = 0
  /// The places in the lines of those who are on the floor.
  private(set) var floor: Set<Int> = []

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

  /// Whether somebody on the floor has fewer than six fouls.
  var canFoul: Bool { floor.contains { lines[$0].pf < 6 } }

  func shooter(dice: inout Dice) -> Int { onFloor(dice: &dice) { $0.share * $0.player.usage } }

  func onFloor(dice: inout Dice) -> Int { onFloor(dice: &dice, weight: \.share) }

  func rebounder(dice: inout Dice) -> Int { onFloor(dice: &dice) { $0.share * $0.player.rebounding } }

  func passer(except shooter: Int, dice: inout Dice) -> Int {
    let id = lines[shooter].player.id
    return onFloor(dice: &dice) { $0.player.id == id ? 0 : $0.share * $0.player.passing }
  }

  /// Charges a foul to somebody who has fewer than six, and gives his place in the lines.
  @discardableResult
  mutating func foul(dice: inout Dice) -> Int {
    let place = onFloor(dice: &dice) { $0.pf < 6 ? $0.share : 0 }
    lines[place].pf += 1
    return place
  }

  /// Somebody who is on the floor, each as likely as his weight.
  private func onFloor(dice: inout Dice, weight: (PlayerLine) -> Double) -> Int {
    dice.index(weights: lines.indices.map { floor.contains($0) ? weight(lines[$0]) : 0 })
  }

  /// Sends five players on for a stretch of so many seconds, and gives who changed for whom: the starters when a half
  /// begins, else those who have been on the floor least for what they are worth to the coach.
  mutating func send(
    for seconds: Int, startsHalf: Bool, isLate: Bool, dice: inout Dice
  ) -> [Change] {
    let shares = lines.reduce(0) { $0 + $1.share }
    let played = lines.reduce(0) { $0 + $1.seconds }
    let wanted = lines.map { line -> Double in
      if startsHalf, line.isStarter, line.pf < 5 { return 1e6 + line.share }
      // Who dressed and was not on yet comes on before the game is over; who has fouled out does not.
      let must = (isLate && line.seconds == 0 ? 1e5 : 0) - (line.pf >= 6 ? 1e7 : 0)
      let due = line.share / shares * Double(played + 5 * seconds)
      return must + due - Double(line.seconds) + dice.bell() * 30
    }
    let next = Set(lines.indices.sorted { (wanted[$0], $1) > (wanted[$1], $0) }.prefix(5))
    let (leaving, entering) = (floor.subtracting(next).sorted(), next.subtracting(floor).sorted())
    floor = next
    for place in next { lines[place].seconds += seconds }
    return zip(leaving, entering).map { Change(leaves: lines[$0].player.id, enters: lines[$1].player.id) }
  }

  /// Notes a margin for those who are on the floor.
  mutating func credit(_ margin: Int) {
    for place in floor { lines[place].plusMinus += margin }
  }

  /// Whole minutes of every player, from his seconds.
  mutating func countMinutes() {
    for place in lines.indices { lines[place].minutes = lines[place].seconds / 60 }
  }
}
