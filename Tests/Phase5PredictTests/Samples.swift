import League

@testable import Phase5Predict

extension FeatureVector {
  /// The running example of the domain rules: a rested 22-point scorer at home, three games in seven days.
  static var runningExample: FeatureVector {
    FeatureVector(
      pointsLast5: 24.6, pointsLast10: 24.0, pointsSeason: 22.0, pointsDeviation: 5.25, gamesLast7Days: 3, fatigue: 95,
      zoneMismatch: 3.6, pace: 2.0, usageSpike: 1.2, isHome: 1, backToBack: 0)
  }
}

extension PlayerFeatures {
  static func sample(_ playerID: Int, _ vector: FeatureVector = .runningExample) -> PlayerFeatures {
    var features = PlayerFeatures()
    features.gameID = "0022300561"
    features.playerID = playerID
    features.playerLookup = "player\(playerID)"
    features.vector = vector
    features.minutesLast10 = 34
    features.version = "v2_33features"
    features.quality = 83.18
    features.sources = "444444"
    return features
  }
}

extension ScheduledPlayer {
  static func sample(_ playerID: Int, line: Double?, book: String? = "draftkings") -> ScheduledPlayer {
    var player = ScheduledPlayer()
    player.gameID = "0022300561"
    player.playerID = playerID
    player.team = .bos
    player.opponent = .tor
    player.isHome = true
    player.pointsLine = line
    player.lineSource = line == nil ? nil : book
    return player
  }
}
