/// How much a player scored in the season before the game: elite from 25 points, starter from 15.
enum PlayerTier: String, Sendable, CaseIterable {
  case elite
  case starter
  case rolePlayer = "role_player"

  /// The tier of a season's average; a player without one is a role player.
  init(seasonAverage: Double?) {
    let points = seasonAverage ?? 0
    self = points >= 25 ? .elite : points >= 15 ? .starter : .rolePlayer
  }
}
