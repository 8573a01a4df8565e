/// How much must have been played before anything is said.
enum MinimumSample {
  /// Played games, of a team or a player, that give a row.
  static let games = 3
  /// Why a date has no rows while nobody has played that many.
  static let reason = "nobody has played three games this season yet"
}
