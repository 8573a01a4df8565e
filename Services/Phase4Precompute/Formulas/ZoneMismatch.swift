/// How a player's favourite zone meets the opponent's defence there, from −10 to +10; positive is good for the scorer.
struct ZoneMismatch: Equatable {
  /// Percent of his shots that he takes in the zone.
  let rate: Double
  /// Percentage points by which the opponent defends it worse than the league.
  let difference: Double
  let score: Double

  /// The score for a zone he takes `rate` percent of his shots in, which the opponent defends `difference` percentage points
  /// worse than the league. A rate from few games (`isThin`) counts half.
  init(rate: Double, difference: Double, isThin: Bool = false) {
    var score = difference * min(rate / 50, 1)
    if abs(score) > 5 { score *= 1.2 }
    if isThin { score /= 2 }
    self.rate = rate
    self.difference = difference
    self.score = min(10, max(-10, score))
  }

  /// The score of a player against a team: by his primary zone, by the paint when he is balanced; nil when either side is
  /// not known.
  init?(player: PlayerZones, team: TeamZones) {
    let (rate, difference) =
      switch player.primaryZone {
      case .perimeter?: (player.threeRate, team.three)
      case .midRange?: (player.midRangeRate, team.midRange)
      case .paint?, .balanced?, nil: (player.paintRate, team.paint)
      }
    guard let rate, let difference else { return nil }
    self.init(rate: rate, difference: difference, isThin: player.tier == "low")
  }

  /// The same over all zones at once, each by its share of his shots; nil when a zone is not known.
  static func weighted(player: PlayerZones, team: TeamZones) -> Double? {
    guard let paintRate = player.paintRate, let midRangeRate = player.midRangeRate, let threeRate = player.threeRate,
      let paint = team.paint, let midRange = team.midRange, let three = team.three
    else { return nil }
    let score = (paintRate * paint + midRangeRate * midRange + threeRate * three) / 100
    return min(10, max(-10, score))
  }
}
