import League

/// Attempts and makes by zone, of one player or one team in one game.
struct ZoneTally: Hashable {
  private(set) var paintAttempts = 0
  private(set) var paintMakes = 0
  private(set) var midRangeAttempts = 0
  private(set) var midRangeMakes = 0
  private(set) var threeAttempts = 0
  private(set) var threeMakes = 0
  private(set) var assistedMakes = 0
  private var makesOfUnknownAssist = 0

  /// Counts one attempt.
  mutating func add(_ shot: Shot) {
    switch shot.zone {
    case .paint:
      paintAttempts += 1
      paintMakes += shot.isMade ? 1 : 0
    case .midRange:
      midRangeAttempts += 1
      midRangeMakes += shot.isMade ? 1 : 0
    case .three:
      threeAttempts += 1
      threeMakes += shot.isMade ? 1 : 0
    }
    guard shot.isMade else { return }
    switch shot.isAssisted {
    case true?: assistedMakes += 1
    case false?: break
    case nil: makesOfUnknownAssist += 1
    }
  }

  /// Whether every make is known to be assisted or not.
  var knowsAssists: Bool { makesOfUnknownAssist == 0 }

  /// Whether the two-pointers agree with the box score; a difference of one is accepted.
  func agrees(withTwosAttempted attempts: Int, made: Int) -> Bool {
    abs(paintAttempts + midRangeAttempts - attempts) <= 1 && abs(paintMakes + midRangeMakes - made) <= 1
  }
}
