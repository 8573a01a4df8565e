import Contracts
import League
import Pipeline
import TestKit
import Testing

@testable import Phase6Publish

@Suite("streaks and trends")
struct TrendsTests {
  let streaks = StreaksDocument(store: nowhere)
  let hotCold = HotColdDocument(store: nowhere)
  let bounceBack = BounceBackDocument(store: nowhere)
  let plays = TonightPlaysDocument(store: nowhere)
  let matters = WhatMattersDocument(store: nowhere)
  let tendencies = TeamTendenciesDocument(store: nowhere)
  let quickHits = QuickHitsDocument(store: nowhere)
  let deepDive = DeepDiveDocument(store: nowhere)

  /// Games every other day, the newest first in `points`, each against a line.
  func games(_ points: [Int]) -> [PlayedGame] { games(1, points) }

  /// The same of another player.
  func games(_ player: Int, _ points: [Int], line: Double = 19.5) -> [PlayedGame] {
    points.enumerated().map { .sample(player, daysAgo: 1 + 2 * $0, points: $1, line: line) }
  }

  func streaks(_ played: [PlayedGame], _ calls: [TrackedCall] = []) throws -> JSONValue {
    try streaks.json { contents in
      contents[streaks.played] = PastRows(played)
      contents[streaks.record] = PastRows(calls)
    }
  }

  @Test("worked example 4.8: six overs in a row, the newest game first")
  func overStreak() throws {
    let json = try streaks(games([24, 23, 25, 22, 26, 24, 10]))
    let streak = try #require(json.at("streaks.over.0"))
    #expect((streak["streak_length"]?.int, streak["avg_margin"]?.double) == (6, 4.5))
    #expect(streak.at("games.0.game_date") == .string("2024-01-14"))
    #expect(streak["games"]?.elements.count == 5)
    #expect(json.at("summary.longest_over")?.int == 6)
    #expect(json["data_through"] == .string("2024-01-14"))
  }

  @Test("a push ends a streak, and three games are none")
  func push() throws {
    #expect(
      try streaks.documents { contents in
        contents[streaks.played] = PastRows(
          games([24, 23, 25, 19, 26, 24]).map { game in
            var game = game
            if game.points == 19 { (game.line, game.result) = (19, .push) }
            return game
          } + games(2, [24, 25, 26, 10]))
        contents[streaks.record] = PastRows([])
      }.isEmpty)
  }

  @Test("defect: of equal unders the one further below its lines comes first")
  func underOrder() throws {
    let json = try streaks(games(1, [18, 18, 18, 18]) + games(2, [5, 5, 5, 5]))
    #expect(json.at("streaks.under")?.elements.compactMap { $0["player_id"]?.int } == [2, 1])
  }

  @Test("calls that were right four times in a row are a streak; a push among them is not")
  func hits() throws {
    let calls = [1, 3, 5, 7].map { TrackedCall.sample(daysAgo: $0) }
    let json = try streaks(games([10, 24, 10, 24]), calls)
    #expect(json.at("streaks.prediction_hits.0.streak_length")?.int == 4)
    var pushed = calls
    pushed[1] = .sample(daysAgo: 3, isCorrect: nil)
    #expect(
      try streaks.documents { contents in
        contents[streaks.played] = PastRows(games([10, 24, 10, 24]))
        contents[streaks.record] = PastRows(pushed)
      }.isEmpty)
  }

  func heat(_ played: [PlayedGame]) throws -> JSONValue {
    try hotCold.json { contents in
      contents[hotCold.played] = PastRows(played)
      contents[hotCold.games] = [.sample()]
      contents[hotCold.listed] = [.sample(1)]
    }
  }

  @Test("worked example 4.9: hits, streak and margin make the heat")
  func heatScore() throws {
    // 6 of 7 over, a streak of six, mean margin 3.5: 10·(0.5·0.857 + 0.25·0.6 + 0.25·0.675)
    let json = try heat(games([24, 24, 24, 24, 24, 24, 17]))
    let hot = try #require(json.at("hot.0"))
    #expect((hot["hit_rate"]?.double, hot["current_streak"]?.int) == (0.857, 6))
    #expect(hot["heat_score"]?.double == 7.5)
    #expect(hot.at("tonight.game_time") == .string("7:30 PM ET"))
    #expect(hot["playing_tonight"] == .bool(true))
  }

  @Test("defect: with few players nobody is hot and cold at once, and the coldest comes first")
  func disjoint() throws {
    let played = (1...5).flatMap { player in games(player, (0..<6).map { $0 < player ? 25 : 12 }) }
    let json = try heat(played)
    let (hot, cold) = (
      json["hot"]?.elements.compactMap { $0["player_id"]?.int } ?? [],
      json["cold"]?.elements.compactMap { $0["player_id"]?.int } ?? []
    )
    #expect((hot, cold) == ([5, 4, 3], [1, 2]))
    #expect(json["total_qualifying_players"]?.int == 5)
  }

  @Test("worked example 4.10: a last game far below the average, and what followed such games")
  func bounces() throws {
    let points = [4] + [20, 4, 20, 4, 20, 4, 10, 30, 25, 25, 25]
    let json = try bounceBack.json { contents in
      contents[bounceBack.played] = PastRows(games(points))
      contents[bounceBack.games] = [.sample()]
      contents[bounceBack.listed] = []
    }
    let candidate = try #require(json.at("bounce_back_candidates.0"))
    // mean 15.9; the games of 4 were followed by 20, 20 and 20
    #expect((candidate["shortfall"]?.double, candidate["bounce_back_sample"]?.int) == (11.9, 3))
    #expect(candidate["bounce_back_rate"]?.double == 1)
    #expect(candidate.at("last_game.margin")?.double == -11.9)
    #expect(candidate["significance"] == .string("low"))
    #expect((json.at("league_baseline.sample_size")?.int, json["data_through"]) == (3, .string("2024-01-14")))
  }

  @Test("worked example 4.15: one play a player, the streak before momentum and rest, counted after that")
  func trendPlays() throws {
    let json = try plays.json { contents in
      contents[plays.played] = PastRows(
        games(1, [24, 23, 25, 22, 26, 24, 10]) + games(2, [30, 10, 30, 31, 29, 10, 10, 10, 10, 10], line: 19.5))
      contents[plays.games] = [.sample()]
      contents[plays.listed] = [.sample(2), .sample(1), .sample(3)]
    }
    let found = try #require(json["trend_plays"]).elements
    #expect(found.compactMap { $0["trend_type"]?.text } == ["streak", "momentum"])
    #expect(found[0].at("trend_details.streak_length")?.int == 6)
    #expect(found[0]["confidence"] == .string("high"))
    #expect(found[1].at("trend_details.momentum_type") == .string("surging"))
    #expect(json["by_trend_type"] == .object(["streak": .integer(1), "momentum": .integer(1), "rest": .integer(0)]))
  }

  @Test("worked example 4.11: players by what they score, and at most five of them named")
  func archetypes() throws {
    let played = (1...6).flatMap { player in
      games(player, Array(repeating: 24, count: 10) + Array(repeating: 22, count: 10))
    }
    let json = try matters.json { contents in
      contents[matters.played] = PastRows(played)
      contents[matters.teams] = PastRows([.sample(daysAgo: 3)])
    }
    let star = try #require(json.at("archetypes.star"))
    #expect((star["player_count"]?.int, star["overall_over_pct"]?.double) == (6, 100))
    #expect(star["example_players"]?.elements.count == 5)
    #expect(star.at("factors.rest.one_day.games")?.int == 114)
  }

  @Test("weekly documents are made on the first game date of a week alone")
  func weekly() throws {
    // 2024-01-15 is a Monday; a game on the Sunday before is of another week, one on the day itself of none.
    let tuesday = sampleDate.adding(days: 1)
    let partition = try matters.documents(on: tuesday) { contents in
      contents[matters.played] = PastRows([], before: tuesday)
      contents[matters.teams] = PastRows([.sample(daysAgo: 0)], before: tuesday)
    }
    #expect(partition.isEmpty)
    #expect(sampleDate.weekday == 0 && tuesday.monday == sampleDate)
    #expect(GameWeek(sampleDate, after: PastRows([.sample(daysAgo: 1)])).isFirst)
  }

  @Test("worked example 4.12: pace against the league, and what consecutive days cost")
  func teams() throws {
    let quick = (0..<6).map { TeamGame.sample(.bos, daysAgo: 2 + 3 * $0, points: 114, pace: 103) }
    let slow = (0..<6).map { TeamGame.sample(.tor, daysAgo: 2 + 3 * $0, pace: 97) }
    let tired = (0..<3).map { TeamGame.sample(.bos, daysAgo: 3 + 6 * $0, points: 106, pace: 103) }
    let json = try tendencies.json { contents in
      contents[tendencies.teams] = PastRows(quick + slow + tired)
      contents[tendencies.defended] = PastRows((0..<6).map { .sample(.tor, daysAgo: 2 + 3 * $0, allowed: 110) })
    }
    #expect(json.at("pace.league_average")?.double == 100)
    #expect(json.at("pace.kings.0.team") == .string("BOS"))
    #expect(json.at("pace.kings.0.vs_league")?.double == 3)
    #expect(json.at("pace.grinders.0.team") == .string("TOR"))
    #expect(json.at("back_to_back.resilient.0.b2b_games")?.int == 3)
    #expect(json.at("defense_by_zone.paint.worst.0.dfg_pct")?.double == 50)
  }

  @Test("worked example 4.13: what stands out, the furthest from one half first")
  func hitsOfTheLeague() throws {
    let played = (1...10).flatMap { games($0, Array(repeating: 24, count: 9) + [10, 10, 10]) }
    let json = try quickHits.json { contents in
      contents[quickHits.played] = PastRows(played)
      contents[quickHits.teams] = PastRows([])
    }
    let facts = try #require(json["stats"]).elements
    #expect(facts.count <= 8 && !facts.isEmpty)
    #expect(facts.allSatisfy { ($0["sample_size"]?.int ?? 0) >= 50 })
    #expect(facts.contains { $0["id"] == .string("venue_home") && $0["stat"] == .string("75.0%") })
  }

  @Test("worked example 4.14, and its defect: a figure stands where one was counted, and nowhere else")
  func hero() throws {
    func json(on date: GameDate, _ played: [PlayedGame]) throws -> JSONValue {
      try deepDive.json(on: date) { contents in
        contents[deepDive.played] = PastRows(played, before: date)
        contents[deepDive.teams] = PastRows([.sample(daysAgo: 60)], before: date)
      }
    }
    let january = try json(on: sampleDate, games([20]))
    #expect(january["month"] == .string("January 2024") && january["hero_stat"] == nil)
    let december = sampleDate.adding(days: -45)
    #expect(try json(on: december, games([20]))["hero_stat"] == nil)
    let played = (1...60).flatMap { player in
      [50, 54, 55].map { PlayedGame.sample(player, daysAgo: $0, points: player % 2 == 0 ? 24 : 10, line: 19.5) }
    }
    let counted = try json(on: december, played)
    #expect(counted.at("hero_stat.value") == .string("50%"))
    #expect(counted["slug"] == .string("rest-impact-december-2023"))
  }
}
