import League
import Pipeline

/// How a player followed games that fell far short of his season's average.
struct BounceBack: Sendable {
  /// Points under the average that make a game a bad one.
  static let threshold = 10.0
  private static let minimumGames = 10
  private static let minimumSample = 3

  let last: PlayedGame
  let average: Double
  /// Points under the average in the last game; negative above it.
  let shortfall: Double
  /// Bad games that another game followed.
  let sample: Int
  /// Those whose next game was at the average or above.
  let returns: Int

  /// Nil with fewer than ten games.
  init?(_ log: PlayerLog) {
    guard log.count >= Self.minimumGames, let last = log.last, let average = log.average else { return nil }
    let points = log.games.indices.map { Double(log.games[$0].points ?? 0) }
    let next = zip(points, points.dropFirst()).filter { average - $0.0 >= Self.threshold }
    self.last = last
    self.average = average
    shortfall = average - Double(last.points ?? 0)
    sample = next.count
    returns = next.count { $0.1 >= average }
  }

  var isShort: Bool { shortfall >= Self.threshold }

  /// Share of the bad games that were made good; 0.5 on fewer than three.
  var rate: Double { sample < Self.minimumSample ? 0.5 : Double(returns) / Double(sample) }

  var significance: String {
    sample >= 10 && rate >= 0.7 ? "high" : sample >= 5 && rate >= 0.6 ? "medium" : "low"
  }

  static func comesFirst(_ left: BounceBack, _ right: BounceBack) -> Bool {
    (-left.rate, -left.shortfall, left.last.playerLookup, left.last.playerID)
      < (-right.rate, -right.shortfall, right.last.playerLookup, right.last.playerID)
  }

  /// Writes what the document says of him.
  func write(rank: Int, tonight board: TonightBoard, to json: inout JSONText) {
    json.field("rank", rank)
    json.field("player_id", last.playerID)
    json.field("player_lookup", last.playerLookup)
    json.field("player_full_name", last.playerName)
    json.field("team_abbr", last.team)
    json.object("last_game") { json in
      json.field("date", last.gameDate)
      json.field("result", last.points)
      json.field("opponent", last.opponent)
      json.field("margin", -shortfall, scale: 1)
    }
    json.field("season_average", average, scale: 1)
    json.field("shortfall", shortfall, scale: 1)
    json.field("bounce_back_rate", rate, scale: 3)
    json.field("bounce_back_sample", sample)
    json.field("significance", significance)
    json.field("playing_tonight", board.player(last.playerID) != nil)
    board.write("tonight", of: last.playerID, to: &json)
  }
}
