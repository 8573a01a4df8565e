/// What a player did in a game.
struct PlayerLine {
  let player: SimulatedPlayer
  let isStarter: Bool
  /// His share of the playing time, relative to his teammates'.
  let share: Double
  var seconds = 0
  var minutes = 0
  var fgm = 0
  var fga = 0
  var fg3m = 0
  var fg3a = 0
  var ftm = 0
  var fta = 0
  var oreb = 0
  var dreb = 0
  var ast = 0
  var stl = 0
  var blk = 0
  var tov = 0
  var pf = 0
  var plusMinus = 0

  var reb: Int { oreb + dreb }
  var pts: Int { 2 * fgm + fg3m + ftm }

  init(player: SimulatedPlayer, isStarter: Bool, share: Double) {
    self.player = player
    self.isStarter = isStarter
    self.share = share
  }
}
