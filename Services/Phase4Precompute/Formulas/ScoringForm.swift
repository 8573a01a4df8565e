import League
import Pipeline

/// A player's scoring and load over the games he played this season.
struct ScoringForm {
  /// Played games that count for averages, oldest first.
  let games: EntityRows<PlayedGame>

  /// The season so far, from its games, oldest first.
  init(_ earlier: EntityRows<PlayedGame>) {
    games = earlier.keeping { $0.isActive && $0.countsForAverages }
  }

  /// Mean points of the last `count` games, or of what there is; nil without any.
  func points(inLast count: Int) -> Double? {
    games.suffix(count).lazy.compactMap(\.points).map(Double.init).mean
  }

  /// Mean points of the last `count` games from `start` on; nil with fewer than `minimum` of them.
  func points(inLast count: Int, since start: GameDate, atLeast minimum: Int) -> Double? {
    let recent = games.suffix(count).filter { $0.gameDate >= start }
    return recent.count < minimum ? nil : recent.lazy.compactMap(\.points).map(Double.init).mean
  }

  /// Sample standard deviation (n − 1) of the points of the last ten games; nil below two.
  var pointsDeviation: Double? {
    let points = games.suffix(10).compactMap(\.points).map(Double.init)
    guard points.count >= 2, let mean = points.mean else { return nil }
    let squares = points.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(points.count - 1)).squareRoot()
  }

  /// Mean minutes of the last `count` games.
  func minutes(inLast count: Int) -> Double? {
    games.suffix(count).lazy.compactMap(\.minutes).mean
  }

  /// Mean usage of the last `count` games for which it is known.
  func usage(inLast count: Int) -> Double? {
    games.suffix(count).lazy.compactMap(\.usage).mean
  }

  /// Mean true shooting of the last ten games for which it is known.
  var trueShooting: Double? {
    games.suffix(10).lazy.compactMap(\.trueShooting).mean
  }

  /// Points a minute over the last ten games, Σ points / Σ minutes; nil without a minute.
  var pointsPerMinute: Double? {
    let timed = games.suffix(10).filter { ($0.minutes ?? 0) > 0 && $0.points != nil }
    let minutes = timed.reduce(0) { $0 + ($1.minutes ?? 0) }
    let points = timed.reduce(0) { $0 + ($1.points ?? 0) }
    return minutes > 0 ? Double(points) / minutes : nil
  }

  /// Share of makes with an assist over the last ten games, 0–1; nil without a make for which it is known.
  var assistedShare: Double? {
    let known = games.suffix(10).filter { $0.assistedMakes != nil && $0.fieldGoalsMade != nil }
    let makes = known.reduce(0) { $0 + ($1.fieldGoalsMade ?? 0) }
    let assisted = known.reduce(0) { $0 + ($1.assistedMakes ?? 0) }
    return makes > 0 ? Double(assisted) / Double(makes) : nil
  }

  /// Share of points from the line over the last ten games, 0–0.5; nil below five games for which it is known, or points.
  var freeThrowShare: Double? {
    let known = games.suffix(10).filter { $0.freeThrowsMade != nil && $0.points != nil }
    let points = known.reduce(0) { $0 + ($1.points ?? 0) }
    let freeThrows = known.reduce(0) { $0 + ($1.freeThrowsMade ?? 0) }
    return known.count < 5 || points == 0 ? nil : min(0.5, Double(freeThrows) / Double(points))
  }

  /// −2 to +2 by the mean of the two latest games less that of the three before them; nil below five games.
  var trend: Double? {
    let points = games.suffix(5).compactMap(\.points).map(Double.init)
    guard points.count == 5, let earlier = points.prefix(3).mean, let latest = points.suffix(2).mean else { return nil }
    switch latest - earlier {
    case 5...: return 2
    case 2...: return 1
    case ...(-5): return -2
    case ...(-2): return -1
    default: return 0
    }
  }
}
