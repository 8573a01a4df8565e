import League
import Pipeline

/// Games in a row in which a player went over or under his lines, or was called right.
struct Streak: Sendable {
  /// Oldest first.
  let games: EntityRows<PlayedGame>
  /// The side of every game; nil for calls.
  let side: LineResult?
  /// Mean points over the line.
  let meanMargin: Double
  private let last: PlayedGame

  /// The streak that a player's games with a line end in; nil when the last is a push, or there is none.
  init?(_ lined: EntityRows<PlayedGame>) {
    guard let last = lined.last, let side = last.result, side != .push else { return nil }
    self.last = last
    self.side = side
    games = lined.run(of: side)
    meanMargin = games.meanMargin ?? 0
  }

  /// Games that were called right in a row.
  init?(called games: EntityRows<PlayedGame>) {
    guard let last = games.last else { return nil }
    self.last = last
    self.games = games
    side = nil
    meanMargin = games.meanMargin ?? 0
  }

  var length: Int { games.count }

  /// The longer first; of equal ones the one further from its lines.
  static func comesFirst(_ left: Streak, _ right: Streak) -> Bool {
    (-left.length, -abs(left.meanMargin), left.last.playerLookup, left.last.playerID)
      < (-right.length, -abs(right.meanMargin), right.last.playerLookup, right.last.playerID)
  }

  /// Writes what the document says of it.
  func write(to json: inout JSONText) {
    json.field("player_id", last.playerID)
    json.field("player_lookup", last.playerLookup)
    json.field("player_full_name", last.playerName)
    json.field("team", last.team)
    json.field("streak_length", length)
    json.field("avg_margin", meanMargin, scale: 1)
    json.objects("games", games.suffix(5).reversed()) { json, game in
      json.field("game_date", game.gameDate)
      json.field("points", game.points)
      json.field("line", game.line, scale: 1)
      json.field("opponent", game.opponent)
    }
  }
}
