import Contracts
import League
import Pipeline
import Providers
import TestKit
import Testing

@testable import Phase6Publish

@Suite("tonight")
struct TonightTests {
  let all = TonightDocument(store: nowhere)
  let pages = TonightPlayersDocument(store: nowhere)
  let log: [PlayedGame] = [
    .sample(daysAgo: 9, points: 20, line: 14.5), .sample(daysAgo: 7, points: 17, line: 14.5, isHome: false),
    .sample(daysAgo: 5, points: 14, line: 14.0), .sample(daysAgo: 2, points: 12, line: 14.5),
    .sample(daysAgo: 1, points: 0, line: 14.5, minutes: 0),
  ]

  func everyone(
    _ listed: [ListedPlayer], played: [PlayedGame] = [], predictions: [PointsPrediction] = [], prices: [PropPrice] = []
  ) throws -> JSONValue {
    try all.json { contents in
      contents[all.games] = [.sample()]
      contents[all.listed] = listed
      contents[all.prices] = prices
      contents[all.predictions] = predictions
      contents[all.fatigue] = []
      contents[all.played] = PastRows(played)
    }
  }

  func page(_ listed: ListedPlayer, defended: [DefendedGame] = []) throws -> JSONValue {
    try pages.json { contents in
      contents[pages.listed] = [listed]
      contents[pages.predictions] = [.sample(1)]
      contents[pages.fatigue] = []
      contents[pages.played] = PastRows(log)
      contents[pages.defended] = PastRows(defended)
    }
  }

  @Test("worked example 4.6: a player with a line has odds, prediction and his last ten against the lines")
  func sample() throws {
    var price = PropPrice()
    (price.gameID, price.playerID, price.book, price.quote) = ("0022300561", 1, "draftkings", 2)
    (price.line, price.over, price.under) = (14.5, -112, -108)
    let json = try everyone(
      [.sample(1)], played: log, predictions: [.sample(1, confidence: 0.91)], prices: [price])
    #expect(json.at("games.0.game_time") == .string("7:30 PM ET"))
    let player = try #require(json.at("games.0.players.0"))
    #expect(player.at("props.0.over_odds")?.int == -112)
    #expect(player.at("prediction.predicted")?.double == 9.2)
    #expect(player["last_10_points"]?.elements.compactMap(\.int) == [0, 12, 14, 17, 20])
    #expect(player["last_10_results"]?.elements.compactMap(\.text) == ["U", "U", "-", "O", "O"])
    #expect(player["last_10_record"] == .string("2-2"))
    #expect(player["limited_data"] == .bool(true))
  }

  @Test("players with a line come first, then the surest, then the best scorers; every listed player is there")
  func order() throws {
    let json = try everyone(
      [.sample(1, line: nil), .sample(2), .sample(3), .sample(4, line: nil)],
      played: [.sample(4, daysAgo: 3, points: 30), .sample(1, daysAgo: 3, points: 8)],
      predictions: [.sample(3, confidence: 0.7), .sample(2, confidence: 0.6)])
    #expect(json.at("games.0.players")?.elements.compactMap { $0["player_id"]?.int } == [3, 2, 4, 1])
    #expect((json["total_players"]?.int, json["total_with_lines"]?.int) == (4, 2))
  }

  @Test("defect: nobody is called available without a source, and who is out comes after the others")
  func injuries() throws {
    var out = ListedPlayer.sample(1)
    (out.status, out.injury) = ("out", "left ankle")
    let players = try #require(try everyone([out, .sample(2)]).at("games.0.players")).elements
    #expect(players.compactMap { $0["injury_status"]?.text } == ["unknown", "out"])
    #expect(players.last?["injury_reason"] == .string("left ankle"))
  }

  @Test("0 points in 0 minutes is a game like any other")
  func zeros() throws {
    let json = try everyone([.sample(1)], played: [.sample(daysAgo: 1, points: 0, line: 0.5, minutes: 0)])
    let player = try #require(json.at("games.0.players.0"))
    #expect((player["season_ppg"]?.double, player["season_mpg"]?.double) == (0, 0))
    #expect(player["last_10_points"]?.elements.compactMap(\.int) == [0])
  }

  @Test("worked example 4.7: streak, numbers and factors of one player")
  func page() throws {
    let others = TeamCode.allCases.filter { $0 != .tor }.prefix(8)
    let defended =
      others.enumerated().map { DefendedGame.sample($1, daysAgo: 4, allowed: 100 + $0 * 2) }
      + [.sample(.tor, daysAgo: 4, allowed: 105)]
    let json = try page(.sample(1), defended: defended)
    #expect(json.at("current_streak.type") == .string("UNDER"))
    #expect(json.at("current_streak.length")?.int == 2)
    #expect(json.at("quick_numbers.season_ppg")?.double == 12.6)
    #expect(json.at("game_context.days_rest")?.int == 1)
    let factors = try #require(json["tonights_factors"]).elements
    let defense = try #require(factors.first { $0["factor"] == .string("opponent_defense") })
    #expect((defense["defense_rank"]?.int, defense["defense_tier"]) == (4, .string("elite")))
    #expect((defense["direction"], defense["ppg_allowed"]?.double) == (.string("negative"), 105))
    #expect(json["recent_form"]?.elements.first?["points"]?.int == 0)
  }

  @Test("a back-to-back is told from the player's own back-to-backs, rest from three days on")
  func factors() throws {
    func names(_ rest: Int?) throws -> [String] {
      try #require(try page(.sample(1, daysRest: rest))["tonights_factors"]).elements.compactMap { $0["factor"]?.text }
    }
    #expect(try names(0).contains("back_to_back"))
    #expect(try names(3).contains("well_rested") == false)
    #expect(try !names(1).contains("back_to_back"))
  }

  @Test("a bundle holds a whole document a line, in order of name")
  func bundle() throws {
    let documents = try pages.documents { contents in
      contents[pages.listed] = [.sample(3), .sample(1), .sample(2)]
      contents[pages.predictions] = []
      contents[pages.fatigue] = []
      contents[pages.played] = PastRows([])
      contents[pages.defended] = PastRows([])
    }
    let bundle = try #require(documents.first)
    let lines = try Gzip.decompress(bundle.bytes).split(separator: UInt8(ascii: "\n")).map(Array.init)
    #expect(bundle.entries == 3 && lines.count == 3)
    #expect(bundle.length == lines.reduce(0) { $0 + $1.count + 1 })
    #expect(try lines.map { try JSONValue(parsing: $0)["player_lookup"]?.text } == ["player1", "player2", "player3"])
    for line in lines { #expect(try JSONSchema(named: "tonight-player").violations(in: line) == []) }
  }

  @Test(
    "a tip-off is told in Eastern time, summer and winter",
    arguments: [
      ("2024-01-16T00:30:00Z", "7:30 PM ET"), ("2023-10-24T23:30:00Z", "7:30 PM ET"),
      ("2024-03-10T17:00:00Z", "1:00 PM ET"),
      ("2024-01-15T17:05:00Z", "12:05 PM ET"), ("2024-01-16T05:00:00Z", "12:00 AM ET"),
    ])
  func easternTime(utc: String, text: String) {
    #expect(TonightBoard.easternTime(utc) == text)
    #expect(TonightBoard.easternTime("soon") == nil)
  }
}
