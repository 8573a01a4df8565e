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

  var value: DocumentValue {
    let last10 = log.games.suffix(10)
    var fields: [DocumentValue.Field] = [
      .init("player_id", .integer(listed.playerID)),
      .init("player_lookup", .string(listed.playerLookup)),
      .init("name", .string(listed.playerName)),
      .init("team", .team(listed.team)),
      .init("is_home", .bool(listed.isHome)),
      .init("has_line", .bool(listed.line != nil)),
      .init("fatigue_level", .text(fatigue.map { FatigueLevel($0).rawValue })),
      .init("fatigue_score", .whole(fatigue)),
      .init("days_rest", .whole(listed.daysRest)),
      .init("injury_status", .string(listed.status ?? "unknown")),
      .init("injury_reason", .text(listed.injury)),
      .init("season_ppg", .decimal(log.average, scale: 1)),
      .init("season_mpg", .decimal(log.minutes(), scale: 1)),
      .init("last_5_ppg", .decimal(log.points(last: 5), scale: 1)),
      .init("games_played", .integer(log.count)),
      .init("limited_data", .bool(log.count < 10)),
      .init("last_10_points", .list(last10.reversed()) { .whole($0.points) }),
    ]
    if let line = listed.line {
      fields += lineFields(line, last10: last10)
    }
    return .object(fields)
  }

  private func lineFields(_ line: Double, last10: EntityRows<PlayedGame>) -> [DocumentValue.Field] {
    let tally = LineTally(last10)
    return [
      .init(
        "props",
        .array([
          [
            "stat_type": "points", "line": .decimal(line, scale: 1), "over_odds": .whole(price?.over),
            "under_odds": .whole(price?.under),
          ]
        ])),
      .init(
        "prediction",
        prediction.map {
          [
            "predicted": .decimal($0.points, scale: 2), "confidence": .decimal($0.confidence, scale: 3),
            "recommendation": .string($0.recommendation.rawValue),
          ]
        } ?? .null),
      .init("last_10_results", .list(last10.reversed()) { .string($0.result?.letter ?? "-") }),
      .init("last_10_record", .string("\(tally.overs)-\(tally.unders)")),
    ]
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
