import League
import Pipeline

/// A player of tonight's games in the list of all players.
struct TonightPlayer: Sendable {
  private let listed: ListedPlayer
  private let log: PlayerLog
  private let prediction: PointsPrediction?
  private let fatigue: Int?
  private let price: PropPrice?

  init(_ listed: ListedPlayer, log: PlayerLog, prediction: PointsPrediction?, fatigue: Int?, prices: [PropPrice]) {
    self.listed = listed
    self.log = log
    self.prediction = prediction
    self.fatigue = fatigue
    price = prices.filter { $0.gameID == listed.gameID && $0.book == listed.lineSource && $0.line == listed.line }
      .max { $0.quote < $1.quote }
  }

  /// Those with a line first, then those who are not out, then by confidence, then by scoring.
  static func comesFirst(_ left: TonightPlayer, _ right: TonightPlayer) -> Bool {
    func order(_ player: TonightPlayer) -> (Int, Int, Double, Double, String, Int) {
      (
        player.listed.line == nil ? 1 : 0, player.listed.status == "out" ? 1 : 0, -(player.prediction?.confidence ?? 0),
        -(player.log.average ?? 0),
        player.listed.playerLookup, player.listed.playerID
      )
    }
    return order(left) < order(right)
  }

  /// Writes what the list says of him.
  func write(to json: inout JSONText) {
    let games = log.games
    let last10 = games.indices.suffix(10)
    json.field("player_id", listed.playerID)
    json.field("player_lookup", listed.playerLookup)
    json.field("name", listed.playerName)
    json.field("team", listed.team)
    json.field("is_home", listed.isHome)
    json.field("has_line", listed.line != nil)
    json.field("fatigue_level", fatigue.map { FatigueLevel($0).rawValue })
    json.field("fatigue_score", fatigue)
    json.field("days_rest", listed.daysRest)
    json.field("injury_status", listed.status ?? "unknown")
    json.field("injury_reason", listed.injury)
    json.field("season_ppg", log.average, scale: 1)
    json.field("season_mpg", log.minutes(), scale: 1)
    json.field("last_5_ppg", log.points(last: 5), scale: 1)
    json.field("games_played", log.count)
    json.field("limited_data", log.count < 10)
    json.values("last_10_points", last10.reversed().map { games[$0].points })
    guard let line = listed.line else { return }
    json.objects("props", CollectionOfOne(line)) { json, line in
      json.field("stat_type", "points")
      json.field("line", line, scale: 1)
      json.field("over_odds", price?.over)
      json.field("under_odds", price?.under)
    }
    json.object("prediction", of: prediction) { json, prediction in
      json.field("predicted", prediction.points, scale: 2)
      json.field("confidence", prediction.confidence, scale: 3)
      json.field("recommendation", prediction.recommendation.rawValue)
    }
    json.values("last_10_results", last10.reversed().map { games[$0].result?.letter ?? "-" })
    let tally = LineTally(games.suffix(10))
    json.field("last_10_record", "\(tally.overs)-\(tally.unders)")
  }
}

extension LineResult {
  /// O, U or - for a push.
  var letter: String {
    switch self {
    case .over: "O"
    case .under: "U"
    case .push: "-"
    }
  }
}
