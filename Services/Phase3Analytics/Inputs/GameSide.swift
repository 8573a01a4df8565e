import League

/// A finished game as one of its teams sees it.
struct GameSide: Hashable {
  var team: TeamCode
  var opponent: TeamCode
  var isHome: Bool
  var points: Int
  var opponentPoints: Int

  var margin: Int { points - opponentPoints }
  var isWin: Bool { margin > 0 }
}
