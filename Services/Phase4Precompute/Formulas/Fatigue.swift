/// How fresh a player is: 100 is fresh, 0 is spent.
struct Fatigue: Equatable {
  /// 0–100.
  let score: Int

  /// The score of a player's load.
  ///
  /// - Parameters:
  ///   - daysRest: days between his last game and this one; nil counts as 1.
  ///   - minutesPerGame: per game of the last seven days; nil counts as 30.
  ///   - age: whole years; nil counts as 25.
  init(
    isBackToBack: Bool, daysRest: Int?, gamesInLast7Days: Int, minutesInLast7Days: Double, minutesPerGame: Double?,
    backToBacksInLast14Days: Int, age: Int? = nil
  ) {
    var score = 100
    if isBackToBack {
      score -= 15
    } else if daysRest ?? 1 >= 3 {
      score += 5
    }
    if gamesInLast7Days >= 4 { score -= 10 }
    if minutesInLast7Days > 240 { score -= 10 }
    if minutesPerGame ?? 30 > 35 { score -= 8 }
    score -= backToBacksInLast14Days >= 2 ? 12 : backToBacksInLast14Days == 1 ? 5 : 0
    let age = age ?? 25
    score -= age >= 35 ? 10 : age >= 30 ? 5 : 0
    self.score = min(100, max(0, score))
  }

  /// What it is worth in points: (score − 100) / 20, from −5 to 0.
  var adjustment: Double { Double(score - 100) / 20 }
}
