import League
import Pipeline

extension PastRows<PastGame> {
  /// The points of a player's games from a date on; only games that he played.
  func pointsByDate(of player: Int, since start: GameDate) -> [GameDate: Int] {
    Dictionary(
      of(player, since: start).compactMap { game in
        game.isActive ? game.points.map { (game.gameDate, $0) } : nil
      }
    ) { first, _ in first }
  }
}
