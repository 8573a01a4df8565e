/// The kind of a game, as the third digit of its id tells.
public enum GameType: String, Sendable, CaseIterable {
  case preseason
  case regularSeason = "regular_season"
  case allStar = "all_star"
  case playoffs
  case playIn = "play_in"
  case cupFinal = "cup_final"

  /// The type of the id digit 1–6.
  public init?(digit: Int) {
    switch digit {
    case 1: self = .preseason
    case 2: self = .regularSeason
    case 3: self = .allStar
    case 4: self = .playoffs
    case 5: self = .playIn
    case 6: self = .cupFinal
    default: return nil
    }
  }

  /// Whether games of this type make a game date and enter the tables.
  public var isAnalysed: Bool {
    switch self {
    case .regularSeason, .playIn, .playoffs, .cupFinal: true
    case .preseason, .allStar: false
    }
  }

  /// Whether results count in season averages and records. The Cup final counts for rest and travel only.
  public var countsForAverages: Bool {
    isAnalysed && self != .cupFinal
  }
}
