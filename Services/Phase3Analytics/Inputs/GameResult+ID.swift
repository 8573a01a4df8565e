import League
import Pipeline

extension GameResult {
  /// The game's id, which tells its season and type.
  var id: GameID {
    get throws {
      guard let id = GameID(gameID) else {
        throw PipelineError.permanent("game_results on \(gameDate) holds '\(gameID)', which is no NBA game id")
      }
      return id
    }
  }
}
