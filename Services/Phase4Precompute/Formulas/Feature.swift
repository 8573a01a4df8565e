/// The thirty-three features, in the order of the vector.
enum Feature: Int, CaseIterable {
  case pointsLast5 = 0
  case pointsLast10
  case pointsSeason
  case pointsDeviation
  case gamesInLast7Days
  case fatigue
  case zoneMismatch
  case pace
  case usageSpike
  case restAdvantage
  case injuryRisk
  case trend
  case minutesChange
  case opponentDefensiveRating
  case opponentPace
  case isHome
  case backToBack
  case playoffGame
  case paintShare
  case midRangeShare
  case threeShare
  case freeThrowShare
  case teamPace
  case teamOffensiveRating
  case teamWinShare
  case line
  case openingLine
  case lineMovement
  case hasLine
  case pointsVersusOpponent
  case gamesVersusOpponent
  case minutesLast10
  case pointsPerMinute

  /// Whether a vector is whole without it: the line may not exist, and injury reports are not collected for every season.
  var isOptional: Bool {
    switch self {
    case .injuryRisk, .line, .openingLine, .lineMovement, .hasLine: true
    default: false
    }
  }

  /// Whether a table of this phase gives it.
  var isPrecomputed: Bool {
    switch self {
    case .pointsLast5, .pointsLast10, .pointsSeason, .pointsDeviation, .gamesInLast7Days, .fatigue, .zoneMismatch,
      .pace, .usageSpike, .opponentDefensiveRating, .opponentPace, .paintShare, .midRangeShare, .threeShare, .teamPace,
      .teamOffensiveRating:
      true
    default: false
    }
  }
}
