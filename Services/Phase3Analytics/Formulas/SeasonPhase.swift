import League

/// The part of the season a game is played in.
enum SeasonPhase: String {
  case early
  case mid
  case late
  case playoffs

  /// Play-in and playoffs by their type; else October and November early, December to February mid, March on late.
  init(of type: GameType, on date: GameDate) {
    switch (type, date.civil.month) {
    case (.playoffs, _), (.playIn, _): self = .playoffs
    case (_, 10), (_, 11): self = .early
    case (_, 12), (_, 1), (_, 2): self = .mid
    default: self = .late
    }
  }
}
