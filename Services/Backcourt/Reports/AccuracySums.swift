import League

/// What a system's graded predictions come to, and the plain predictions on the same rows, added up.
struct AccuracySums: Hashable, Sendable {
  var system = ErrorSums()
  var seasonAverage = ErrorSums()
  var last10Average = ErrorSums()
  var line = ErrorSums()
  var within3 = 0
  var within5 = 0
  var bets = BetRecord()

  static func += (left: inout AccuracySums, right: AccuracySums) {
    left.system += right.system
    left.seasonAverage += right.seasonAverage
    left.last10Average += right.last10Average
    left.line += right.line
    left.within3 += right.within3
    left.within5 += right.within5
    left.bets.wins += right.bets.wins
    left.bets.losses += right.bets.losses
    left.bets.pushes += right.bets.pushes
  }
}
