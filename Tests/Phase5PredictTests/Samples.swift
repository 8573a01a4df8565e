import League
import Pipeline

@testable import Phase5Predict

extension RuleVector {
  /// The running example of the domain rules: a rested 22-point scorer at home, three games in seven days.
  static var runningExample: RuleVector {
    RuleVector(
      pointsLast5: 24.6, pointsLast10: 24.0, pointsSeason: 22.0, pointsDeviation: 5.25, gamesLast7Days: 3, fatigue: 95,
      zoneMismatch: 3.6, pace: 2.0, usageSpike: 1.2, isHome: 1, backToBack: 0, opponentRating: 114, leagueRating: 112,
      zoneShares: ZoneValues(paint: 0.45, midRange: 0.15, three: 0.30),
      zoneDefense: ZoneValues(paint: 0.02557, midRange: -0.02439, three: 0.01721))
  }
}

extension GameDate {
  /// A Monday, and the date of the samples.
  static let sample = GameDate(dayNumber: 19_737)  // 2024-01-15
}

extension PlayerSituation {
  static func sample(
    _ playerID: Int, _ rules: RuleVector = .runningExample, line: Double? = 22.5, book: String = "draftkings"
  ) -> PlayerSituation {
    var player = PlayerSituation()
    player.gameID = "0022300561"
    player.playerID = playerID
    player.playerLookup = "player\(playerID)"
    player.team = .bos
    player.opponent = .tor
    player.isHome = true
    player.line = line
    player.book = line == nil ? nil : book
    player.daysRest = 2
    player.minutesLast10 = 34
    player.rules = rules
    player.model[.formPoints] = 22
    player.model[.line] = line
    player.digest = "digest of \(playerID)"
    player.storeVersion = "v2_33features"
    player.modelVersion = ModelVector.version
    player.quality = 83.18
    return player
  }
}

extension ScheduledPlayer {
  static func sample(_ playerID: Int, line: Double? = 22.5, book: String? = "draftkings") -> ScheduledPlayer {
    var player = ScheduledPlayer()
    player.gameID = "0022300561"
    player.playerID = playerID
    player.playerLookup = "player\(playerID)"
    player.team = .bos
    player.opponent = .tor
    player.isHome = true
    player.pointsLine = line
    player.lineSource = line == nil ? nil : book
    return player
  }
}

extension PlayerFeatures {
  static func sample(_ playerID: Int) -> PlayerFeatures {
    var features = PlayerFeatures()
    features.gameID = "0022300561"
    features.playerID = playerID
    features.playerLookup = "player\(playerID)"
    features.vector = .runningExample
    features.daysRest = 2
    features.minutesLast10 = 34
    features.version = "v2_33features"
    features.quality = 83.18
    features.sources = "444444444c-cc44333444c44c---voomm"
    return features
  }
}

extension PastGame {
  static func sample(_ playerID: Int, daysAgo: Int, points: Int, minutes: Double = 30) -> PastGame {
    var game = PastGame()
    game.gameDate = .sample.adding(days: -daysAgo)
    game.playerID = playerID
    game.team = .bos
    game.isActive = true
    game.minutes = minutes
    game.points = points
    return game
  }
}

/// Vectors and results of a small league in which points follow form and rest, with noise that a seed fixes. One game in
/// five has no rest recorded, and twelve points more.
struct SmallLeague {
  var vectors: [TrainingVector] = []
  var results: [PastGame] = []

  init(players: Int = 40, games: Int = 40, endingDaysAgo: Int = 3, seed: UInt64 = 7) {
    var state = seed
    func noise() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / Double(1 << 24) - 0.5
    }
    for player in 1...players {
      for game in 0..<games {
        let form = 5 + Double(player % 20)
        let rest: Double? = game % 5 == 4 ? nil : Double(game % 4)
        var vector = TrainingVector()
        vector.gameDate = .sample.adding(days: -endingDaysAgo - 2 * game)
        vector.playerID = player
        vector.version = ModelVector.version
        var model = ModelVector()
        model[.formPoints] = form
        model[.rest] = rest
        vector.values = model.floats
        vectors.append(vector)
        let points = max(0, Int((form + (rest.map { 2 * $0 } ?? 12) + 6 * noise()).rounded()))
        var result = PastGame.sample(player, daysAgo: 0, points: points)
        result.gameDate = vector.gameDate
        results.append(result)
      }
    }
  }

  var past: (vectors: PastRows<TrainingVector>, results: PastRows<PastGame>) {
    (PastRows(vectors, before: .sample), PastRows(results, before: .sample))
  }
}
