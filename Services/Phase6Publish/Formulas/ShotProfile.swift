import Pipeline

/// Where a player shoots from: half in the paint, half beyond the arc, three tenths between, or balanced.
enum ShotProfile: String, Sendable {
  case interior
  case perimeter
  case midRange = "mid_range"
  case balanced

  /// Nil without a game whose zones are known.
  init?(_ games: EntityRows<PlayedGame>) {
    var (paint, midRange, threes) = (0, 0, 0)
    for index in games.indices {
      guard let inPaint = games[index].paintAttempts, let between = games[index].midRangeAttempts,
        let beyond = games[index].threes.attempted
      else { continue }
      paint += inPaint
      midRange += between
      threes += beyond
    }
    let all = paint + midRange + threes
    guard all > 0 else { return nil }
    if 2 * paint >= all {
      self = .interior
    } else if 2 * threes >= all {
      self = .perimeter
    } else if 10 * midRange >= 3 * all {
      self = .midRange
    } else {
      self = .balanced
    }
  }
}
