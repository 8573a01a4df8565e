/// The situation of a player before a game, as it was known then.
struct GameSituation: Hashable, Sendable {
  /// Points that the opponent allowed per 100 possessions, as of the game's own date.
  var opponentRating: Double?
  /// The same for the league.
  var leagueRating: Double?
  var daysRest: Int?
  var isHome = false
  /// Mean points of his last five games less that of his season.
  var form: Double?

  /// How well the opponent defended against the league: 2.5 points better is elite, 2.5 worse weak.
  var defense: Defense? {
    guard let opponentRating, let leagueRating else { return nil }
    let over = opponentRating - leagueRating
    return over < -2.5 ? .elite : over < 2.5 ? .average : .weak
  }

  enum Defense: Int, Sendable {
    case elite, average, weak
  }

  /// 0, 1, 2, or 3 and more days of rest.
  var restBucket: Int? { daysRest.map { min($0, 3) } }

  /// 3 points over the season's average is hot, 3 under it cold.
  var formBucket: Int? { form.map { $0 >= 3 ? 1 : $0 <= -3 ? -1 : 0 } }

  /// Likeness to another situation, 0–100: opponent 40, rest 30, venue 15, form 15. What is not known is not alike.
  func likeness(to other: GameSituation) -> Int {
    var score = 0
    if let mine = defense, let its = other.defense {
      score += [40, 20, 0][abs(mine.rawValue - its.rawValue)]
    }
    if let mine = restBucket, let its = other.restBucket {
      score += mine == its ? 30 : abs(mine - its) == 1 ? 15 : 0
    }
    if isHome == other.isHome { score += 15 }
    if let mine = formBucket, let its = other.formBucket {
      score += mine == its ? 15 : 5
    }
    return score
  }
}

extension GameSituation {
  /// - Parameters:
  ///   - last5: mean points of his last five games.
  ///   - season: mean points of his season.
  init(
    opponentRating: Double?, leagueRating: Double?, daysRest: Int?, isHome: Bool, last5: Double?, season: Double?
  ) {
    self.init(
      opponentRating: opponentRating, leagueRating: leagueRating, daysRest: daysRest, isHome: isHome,
      form: last5.flatMap { last5 in season.map { last5 - $0 } })
  }
}
