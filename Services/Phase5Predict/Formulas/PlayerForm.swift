import League
import Pipeline

/// How a player has played up to a date: means over his last games, of this season and with a longer memory.
struct PlayerForm: Sendable {
  /// Games that the longer memory goes back.
  static let memory = 120
  private let season: EntityRows<PastGame>
  private let all: EntityRows<PastGame>

  /// - Parameters:
  ///   - season: his games of this season before the date, oldest first.
  ///   - all: those and the games of earlier seasons.
  init(season: EntityRows<PastGame>, all: EntityRows<PastGame>) {
    self.season = season.keeping(\.isPlayed)
    self.all = all.last(Self.memory, keeping: \.isPlayed)
  }

  var games: Int { season.count }
  var last: PastGame? { season.last }

  /// Shares of his points by zone over the last ten games; nil unless all their shots are known.
  var zoneShares: ZoneValues {
    var points = 0
    var (paint, midRange, three) = (0, 0, 0)
    for game in season.suffix(10) {
      guard let inPaint = game.paintMakes, let inMidRange = game.midRangeMakes, let threes = game.threesMade else {
        return ZoneValues()
      }
      points += game.points ?? 0
      paint += 2 * inPaint
      midRange += 2 * inMidRange
      three += 3 * threes
    }
    guard points > 0 else { return ZoneValues() }
    return ZoneValues(
      paint: Double(paint) / Double(points), midRange: Double(midRange) / Double(points),
      three: Double(three) / Double(points))
  }

  /// Sets what his own games tell.
  func fill(_ vector: inout ModelVector) {
    fillMeans(&vector)
    fillMemory(&vector)
    vector[.minutesTrend] = difference(vector[.minutesLast3], vector[.minutesLast10])
    vector[.minutesJump] = difference(vector[.minutesLastGame], vector[.minutesLast10])
    vector[.minutesRise] = difference(vector[.minutesLast10], vector[.minutesSeason])
    vector[.pointsTrend] = difference(vector[.pointsLast3], vector[.pointsLast10])
    if let points = vector[.pointsLast10], let minutes = vector[.minutesLast10], minutes > 0 {
      vector[.rateLast10] = points / minutes
    }
    fillStarts(&vector)
    vector[.games] = Double(games)
  }

  private func fillMeans(_ vector: inout ModelVector) {
    let points = season.map { $0.points.map(Double.init) }[...]
    let minutes = season.map(\.minutes)[...]
    vector[.pointsLast3] = Self.mean(points.suffix(3))
    vector[.pointsLast5] = Self.mean(points.suffix(5))
    vector[.pointsLast10] = Self.mean(points.suffix(10))
    vector[.pointsSeason] = Self.mean(points)
    vector[.pointsLastGame] = points.last ?? nil
    vector[.minutesLast3] = Self.mean(minutes.suffix(3))
    vector[.minutesLast5] = Self.mean(minutes.suffix(5))
    vector[.minutesLast10] = Self.mean(minutes.suffix(10))
    vector[.minutesSeason] = Self.mean(minutes)
    vector[.minutesLastGame] = minutes.last ?? nil
    vector[.pointsDeviation] = Self.deviation(points.suffix(10))
    vector[.minutesDeviation] = Self.deviation(minutes.suffix(10))
    let last10 = season.suffix(10)
    let last3 = season.suffix(3)
    vector[.fieldGoalsLast10] = Self.mean(last10.map { $0.fieldGoalsAttempted.map(Double.init) })
    vector[.freeThrowsLast10] = Self.mean(last10.map { $0.freeThrowsAttempted.map(Double.init) })
    vector[.threesLast10] = Self.mean(last10.map { $0.threesAttempted.map(Double.init) })
    vector[.useLast10] = Self.mean(last10.map(\.possessionsUsed))
    vector[.fieldGoalsLast3] = Self.mean(last3.map { $0.fieldGoalsAttempted.map(Double.init) })
    vector[.useLast3] = Self.mean(last3.map(\.possessionsUsed))
    vector[.assistsLast10] = Self.mean(last10.map { $0.assists.map(Double.init) })
    vector[.reboundsLast10] = Self.mean(last10.map { $0.rebounds.map(Double.init) })
    vector[.plusMinusLast10] = Self.mean(last10.map { $0.plusMinus.map(Double.init) })
  }

  private func fillMemory(_ vector: inout ModelVector) {
    var points = (FadingMean(halfLife: 4), FadingMean(halfLife: 12), FadingMean(halfLife: 40))
    var minutes = points
    for game in all.reversed() {
      let scored = game.points.map(Double.init)
      points.0.add(scored)
      points.1.add(scored)
      points.2.add(scored)
      minutes.0.add(game.minutes)
      minutes.1.add(game.minutes)
      minutes.2.add(game.minutes)
    }
    (vector[.pointsFading4], vector[.pointsFading12], vector[.pointsFading40]) = (
      points.0.mean, points.1.mean, points.2.mean
    )
    (vector[.minutesFading4], vector[.minutesFading12], vector[.minutesFading40]) = (
      minutes.0.mean, minutes.1.mean, minutes.2.mean
    )
    vector[.rateFading12] = Self.rate(points.1.mean, minutes.1.mean)
    vector[.rateFading40] = Self.rate(points.2.mean, minutes.2.mean)
  }

  /// Three plain predictions: the model starts from the first where there is no line.
  private func fillStarts(_ vector: inout ModelVector) {
    guard let long = vector[.rateFading40], let short = vector[.rateFading12] else { return }
    let rate = 0.6 * long + 0.4 * short
    if let last3 = vector[.minutesLast3], let last10 = vector[.minutesLast10] {
      vector[.formPoints] = rate * (0.5 * last3 + 0.5 * last10)
    }
    if let quick = vector[.minutesFading4], let slow = vector[.minutesFading12] {
      vector[.steadyPoints] = rate * (0.5 * quick + 0.5 * slow)
    }
    if let fading12 = vector[.pointsFading12], let fading40 = vector[.pointsFading40],
      let season = vector[.pointsSeason], let last10 = vector[.pointsLast10]
    {
      vector[.blendedPoints] = 0.35 * fading12 + 0.25 * fading40 + 0.2 * season + 0.2 * last10
    }
  }

  private func difference(_ first: Double?, _ second: Double?) -> Double? {
    first.flatMap { first in second.map { first - $0 } }
  }

  private static func rate(_ points: Double?, _ minutes: Double?) -> Double? {
    guard let points, let minutes, minutes > 0 else { return nil }
    return points / minutes
  }

  private static func mean(_ values: some Sequence<Double?>) -> Double? {
    values.compactMap(\.self).mean
  }

  private static func deviation(_ values: ArraySlice<Double?>) -> Double? {
    let known = values.compactMap(\.self)
    guard known.count >= 2, let mean = known.mean else { return nil }
    return (known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(known.count - 1)).squareRoot()
  }
}
