import Contracts
import League
import Pipeline
import TestKit
import Testing

@testable import Phase6Publish

@Suite("documents of players")
struct PlayerDocumentsTests {
  let seasons = PlayerSeasonsDocument(store: nowhere)
  let profiles = PlayerProfilesDocument(store: nowhere)
  let index = PlayersIndexDocument(store: nowhere)
  let reports = GameReportsDocument(store: nowhere)

  func season(
    _ played: [PlayedGame], today: [PlayedGame] = [], teams: [TeamGame] = [], type: GameType = .regularSeason,
    calls: [TrackedCall] = []
  ) throws -> [Document] {
    try seasons.documents { contents in
      contents[seasons.schedule] = [.sample(type)]
      contents[seasons.teams] = PastRows(teams)
      contents[seasons.past] = PastRows(played)
      contents[seasons.today] = today
      contents[seasons.record] = PastRows(calls)
      contents[seasons.calls] = []
    }
  }

  @Test("worked example 4.16: averages, form and splits of a season, the date's own game among them")
  func sample() throws {
    let played = (1...12).map {
      PlayedGame.sample(daysAgo: 2 * $0, points: $0 % 2 == 0 ? 22 : 14, line: 15.5, isHome: $0 % 2 == 0)
    }
    let document = try #require(
      try season(
        played, today: [.sample(daysAgo: 0, points: 30, line: 15.5)],
        calls: [.sample(daysAgo: 2), .sample(daysAgo: 4, isCorrect: nil), .sample(daysAgo: 6, .pass, isCorrect: nil)]
      ).first)
    #expect(document.path.description == "players/player1/season/2023-24.json")
    #expect(try JSONSchema(named: "player-season").violations(in: document.bytes) == [])
    let json = try JSONValue(parsing: document.bytes)
    #expect((json.at("averages.games")?.int, json.at("averages.ppg")?.double) == (13, 18.9))
    #expect(json.at("splits.home.games")?.int == 7)
    #expect(json.at("key_patterns.0.pattern") == .string("home_performer"))
    #expect(json.at("key_patterns.0.strength") == .string("strong"))
    #expect(json.at("prop_hit_rates.points.overs")?.int == 7)
    #expect(
      (json.at("prop_hit_rates.total_recommendations")?.int, json.at("prop_hit_rates.win_rate")?.double) == (2, 1))
    #expect(json["game_log"]?.elements.count == 13)
    #expect(json.at("game_log.0.fg") == .string("8/16"))
    #expect(json.at("player_profile.shot_profile") == .string("balanced"))
    #expect(json["data_through"] == .string("2024-01-15"))
  }

  @Test(
    "on a week's first date they are those who played since the last week's first date; on other days there are none")
  func weekly() throws {
    let teams: [TeamGame] = [.sample(daysAgo: 7), .sample(daysAgo: 3), .sample(.tor, daysAgo: 9)]
    let played: [PlayedGame] = [
      .sample(1, daysAgo: 3), .sample(2, daysAgo: 7), .sample(3, daysAgo: 9), .sample(4, daysAgo: 4),
    ]
    #expect(
      try season(played, today: [.sample(5, daysAgo: 0)], teams: teams).map(\.path.description) == [
        "players/player1/season/2023-24.json", "players/player4/season/2023-24.json",
        "players/player5/season/2023-24.json",
      ])
    let tuesday = sampleDate.adding(days: 1)
    #expect(
      try seasons.documents(on: tuesday) { contents in
        contents[seasons.schedule] = [.sample()]
        contents[seasons.teams] = PastRows([.sample(daysAgo: 0)], before: tuesday)
        contents[seasons.past] = PastRows([.sample(daysAgo: 0)], before: tuesday)
        contents[seasons.today] = []
        contents[seasons.record] = PastRows([], before: tuesday)
        contents[seasons.calls] = []
      }.isEmpty)
  }

  @Test("in the postseason they are made on every date, so nothing is missing when the season ends")
  func postseason() throws {
    let teams: [TeamGame] = [.sample(daysAgo: 2, type: .playoffs), .sample(.tor, daysAgo: 5)]
    let played: [PlayedGame] = [.sample(1, daysAgo: 2), .sample(2, daysAgo: 5)]
    let documents = try season(played, today: [.sample(3, daysAgo: 0)], teams: teams, type: .playoffs)
    #expect(documents.map(\.path.description) == ["players/player3/season/2023-24.json"])
  }

  func profile(_ calls: [TrackedCall], played: [PlayedGame]) throws -> [Document] {
    try profiles.documents { contents in
      contents[profiles.schedule] = [.sample()]
      contents[profiles.teams] = PastRows([])
      contents[profiles.past] = PastRows(played)
      contents[profiles.earlier] = PastRows(played)
      contents[profiles.today] = []
      contents[profiles.record] = PastRows(calls)
      contents[profiles.calls] = []
    }
  }

  @Test("worked example 4.5: summary, splits and track record, one convention for rest")
  func profile() throws {
    let played = [1, 2, 5, 7, 20].map { PlayedGame.sample(daysAgo: $0, points: 10 + $0, line: 14.5) }
    let calls = [1, 2, 5, 7, 20].map { TrackedCall.sample(daysAgo: $0, $0 > 5 ? .over : .under, isCorrect: $0 != 2) }
    let document = try #require(try profile(calls, played: played).first)
    #expect(try JSONSchema(named: "player-profile").violations(in: document.bytes) == [])
    let json = try JSONValue(parsing: document.bytes)
    #expect((json.at("summary.games_predicted")?.int, json.at("summary.win_rate")?.double) == (5, 0.8))
    #expect((json.at("summary.mae")?.double, json.at("summary.date_range.first")) == (4.2, .string("2023-12-26")))
    // The games 1 and 2 days ago are on consecutive days; 7 and 5 days ago have one day between them.
    #expect((json.at("splits.rest.b2b.games")?.int, json.at("splits.rest.one_day.games")?.int) == (1, 1))
    #expect(json.at("our_track_record.over_calls.wins")?.int == 2)
    #expect(json.at("our_track_record.under_calls.losses")?.int == 1)
    #expect(json["next_game"] == JSONValue.null)
  }

  @Test("a player with fewer than five graded games has no profile")
  func thin() throws {
    #expect(try profile((1...4).map { .sample(daysAgo: $0) }, played: [.sample(daysAgo: 1)]).isEmpty)
  }

  @Test("the index lists players with three graded games, most games first")
  func players() throws {
    let calls =
      (1...3).map { TrackedCall.sample(1, daysAgo: $0) } + (1...5).map { .sample(2, daysAgo: $0) }
      + [.sample(3, daysAgo: 1)]
    let json = try index.json { contents in
      contents[index.schedule] = [.sample()]
      contents[index.teams] = PastRows([])
      contents[index.past] = PastRows([.sample(1, daysAgo: 1), .sample(2, daysAgo: 1), .sample(3, daysAgo: 1)])
      contents[index.today] = []
      contents[index.record] = PastRows(calls)
      contents[index.calls] = []
    }
    #expect(json["players"]?.elements.compactMap { $0["games_predicted"]?.int } == [5, 3])
    #expect(json.at("players.0.player_lookup") == .string("player2"))
  }

  func report(_ grades: [GradedPrediction], zones: [ZoneDefense] = []) throws -> JSONValue {
    try reports.json { contents in
      contents[reports.listed] = [.sample(1)]
      contents[reports.played] = PastRows([5, 3, 2, 1].map { .sample(daysAgo: $0, points: 9 + $0, line: 14.5) })
      contents[reports.defended] = PastRows([.sample(.tor, daysAgo: 3, allowed: 101)])
      contents[reports.zones] = zones
      contents[reports.predictions] = [.sample(1, confidence: 0.91)]
      contents[reports.grades] = grades
    }
  }

  @Test("worked example 4.17: averages, line, angles, and the result when it is there")
  func gameReport() throws {
    let json = try report([.sample(1, predicted: 9.2, .under, line: 14.5, actual: 8)])
    #expect((json.at("moving_averages.l5")?.double, json.at("prop_line.line")?.double) == (11.8, 14.5))
    #expect((json.at("result.actual")?.int, json.at("result.margin")?.double) == (8, -6.5))
    #expect(json.at("result.correct") == .bool(true))
    #expect(json.at("prediction_angles.supporting.0") == .string("Under his line in 4 of the last 5 games"))
    #expect(json.at("head_to_head.games")?.int == 4)
    #expect(json.at("opponent_context.opp_def_rank")?.int == 1)
    #expect(json["data_through"] == .string("2024-01-15"))
  }

  @Test("before the game there is no result, and nothing of the date is in it")
  func beforeTheGame() throws {
    let json = try report([])
    #expect(json["result"] == JSONValue.null && json["data_through"] == .string("2024-01-14"))
  }

  @Test("defect: a defence is strong or weak against the league, not by a fixed share that all or none reach")
  func zones() throws {
    var zone = ZoneDefense()
    (zone.team, zone.paint, zone.perimeter) = (.tor, 2.4, -1.6)
    let json = try report([], zones: [zone])
    #expect(json.at("opponent_context.opp_paint_defense") == .string("weak"))
    #expect(json.at("opponent_context.opp_perimeter_defense") == .string("strong"))
  }
}
