/// A game played out possession by possession by those who are on the floor, so that shots, boxes, minutes, quarters and the score
/// agree by construction.
struct SimulatedGame {
  private(set) var home: TeamGame
  private(set) var away: TeamGame
  private(set) var shots: [SimulatedShot] = []
  /// Everything that the boxes count but turnovers charged to nobody, in order.
  private(set) var events: [SimulatedEvent] = []

  var overtimes: Int { home.periods.count - 4 }

  /// Plays a game.
  ///
  /// - Parameter goesToOvertime: whether regulation is made to end level.
  init(home: SimulatedTeam, away: SimulatedTeam, goesToOvertime: Bool, dice: inout Dice) {
    self.home = TeamGame(team: home, dice: &dice)
    self.away = TeamGame(team: away, dice: &dice)
    for period in 1...4 {
      play(period: period, levelAtEnd: goesToOvertime && period == 4, dice: &dice)
    }
    while self.home.points == self.away.points {
      play(period: self.home.periods.count + 1, levelAtEnd: false, dice: &dice)
    }
    self.home.countMinutes()
    self.away.countMinutes()
  }

  private mutating func play(period: Int, levelAtEnd: Bool, dice: inout Dice) {
    let before = (home.points, away.points)
    let length = period <= 4 ? 720 : 300
    // Both sides change at the same stops of the clock, so that minutes are whole.
    var stops = period <= 4 ? [720, 540, 360, 180] : [300]
    var margin = 0
    func isDue(_ clock: Int) -> Bool { stops.first.map { clock < $0 } ?? false }
    let possessions = period <= 4 ? dice.integer(25...27) : 11
    for possession in 0..<possessions {
      let clock = length - 1 - possession * (length - 2) / possessions
      for (isHome, moment) in [(true, clock), (false, max(clock - dice.integer(6...11), 0))] {
        if isDue(moment) {
          creditMargin(since: &margin, before)
          let stop = stops.removeFirst()
          change(period: period, from: stop, to: stops.first ?? 0, dice: &dice)
        }
        attack(isHome: isHome, period: period, clock: moment, dice: &dice)
      }
    }
    if levelAtEnd { level(period: period, dice: &dice) }
    creditMargin(since: &margin, before)
    home.periods.append(home.points - before.0)
    away.periods.append(away.points - before.1)
  }

  /// Gives those on the floor what the margin moved since it was last given, counted from the period's start.
  private mutating func creditMargin(since margin: inout Int, _ before: (home: Int, away: Int)) {
    let now = home.points - before.home - (away.points - before.away)
    home.credit(now - margin)
    away.credit(margin - now)
    margin = now
  }

  /// Sends five of each side on for a stretch. Who begins a period is told by nobody, as in a real play by play.
  private mutating func change(period: Int, from clock: Int, to end: Int, dice: inout Dice) {
    let isStart = clock == (period <= 4 ? 720 : 300)
    let (startsHalf, isLate) = (isStart && (period == 1 || period == 3), period == 4 && clock <= 360)
    let changes = [
      (true, home.send(for: clock - end, startsHalf: startsHalf, isLate: isLate, dice: &dice)),
      (false, away.send(for: clock - end, startsHalf: startsHalf, isLate: isLate, dice: &dice)),
    ]
    guard !isStart else { return }
    for (isHome, changes) in changes {
      for change in changes {
        events.append(
          SimulatedEvent(
            kind: .substitution(entering: change.enters), isHome: isHome, playerID: change.leaves, period: period,
            clock: clock))
      }
    }
  }

  /// Sends the side behind to the line until the score is level.
  private mutating func level(period: Int, dice: inout Dice) {
    let gap = home.points - away.points
    for _ in 0..<abs(gap) {
      if gap < 0 {
        events += Self.makeFreeThrow(&home, &away, isHome: true, period: period, dice: &dice)
      } else {
        events += Self.makeFreeThrow(&away, &home, isHome: false, period: period, dice: &dice)
      }
    }
  }

  private static func makeFreeThrow(
    _ side: inout TeamGame, _ other: inout TeamGame, isHome: Bool, period: Int, dice: inout Dice
  ) -> [SimulatedEvent] {
    var events: [SimulatedEvent] = []
    let shooter = side.shooter(dice: &dice)
    side.lines[shooter].ftm += 1
    side.lines[shooter].fta += 1
    if other.canFoul {
      let place = other.foul(dice: &dice)
      events.append(
        SimulatedEvent(
          kind: .foul, isHome: !isHome, playerID: other.lines[place].player.id, period: period, clock: 0))
    }
    events.append(
      SimulatedEvent(
        kind: .freeThrow(isMade: true, number: 1, of: 1), isHome: isHome, playerID: side.lines[shooter].player.id,
        period: period, clock: 0))
    return events
  }

  private mutating func attack(isHome: Bool, period: Int, clock: Int, dice: inout Dice) {
    var attack = Attack(
      side: isHome ? home : away, other: isHome ? away : home, isHome: isHome, period: period, clock: clock)
    if let shot = attack.play(dice: &dice) { shots.append(shot) }
    events += attack.events
    home = isHome ? attack.side : attack.other
    away = isHome ? attack.other : attack.side
  }
}
