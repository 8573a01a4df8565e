import Foundation
import JSON
import League
import Testing

@testable import Providers

@Suite("Captured documents are read to the lines they hold", .enabled(if: Samples.directory != nil))
struct SampleTests {
  /// A capture, the name it is stored under, a game date, a kind, and how many lines it gives.
  struct Case: CustomTestStringConvertible, Sendable {
    let path: String
    let file: String
    let date: String
    let kind: PayloadKind
    let lines: Int
    var testDescription: String { "\(path) as \(kind)" }

    init(_ path: String, _ file: String, _ date: String, _ kind: PayloadKind, _ lines: Int) {
      (self.path, self.file, self.date, self.kind, self.lines) = (path, file, date, kind, lines)
    }
  }

  static let cases = [
    Case("nba_com/schedule/scheduleleaguev2_2024-25_trimmed.json.gz", "nba_schedule.2024-25", "2024-10-22", .games, 50),
    Case("nba_com/schedule/scheduleleaguev2_2025-26_preseason.json", "nba_schedule.2025-26", "2025-10-02", .games, 0),
    Case("nba_com/livedata/boxscore_documented_excerpt.json", "nba_box.0022000180", "2021-01-15", .playerBox, 2),
    Case("nba_com/livedata/boxscore_documented_excerpt.json", "nba_box.0022000180", "2021-01-15", .teamBox, 2),
    Case("nba_com/livedata/boxscore_documented_excerpt.json", "nba_box.0022000180", "2021-01-15", .games, 1),
    Case("nba_com/stats/boxscoretraditionalv3_0022500165.json", "nba_box_v3.0022500165", "2025-11-04", .playerBox, 29),
    Case("nba_com/stats/boxscoretraditionalv3_0022500165.json", "nba_box_v3.0022500165", "2025-11-04", .teamBox, 2),
    Case("nba_com/stats/boxscoretraditionalv2_0022400561.json", "nba_box_v2.0022400561", "2025-01-15", .playerBox, 25),
    Case("nba_com/stats/boxscoretraditionalv2_0022400561.json", "nba_box_v2.0022400561", "2025-01-15", .teamBox, 2),
    Case("nba_com/stats/leaguegamelog_player_2025-03-15.json", "nba_game_log.2024-25", "2025-03-15", .playerBox, 157),
    Case("nba_com/stats/leaguegamelog_player_2025-03-15.json", "nba_game_log.2024-25", "2025-03-16", .playerBox, 0),
    Case("nba_com/livedata/playbyplay_0022400500.json.gz", "nba_play_by_play.0022400500", "2025-01-06", .shots, 181),
    Case("nba_com/livedata/playbyplay_0022400561.json.gz", "nba_play_by_play.0022400561", "2025-01-15", .shots, 178),
    // 181 shots with 15 blocks, 115 rebounds, 55 changes, 42 free throws, 41 fouls, 28 turnovers, 15 steals, a jump ball.
    Case(
      "nba_com/livedata/playbyplay_0022400500.json.gz", "nba_play_by_play.0022400500", "2025-01-06", .playByPlay, 493),
    Case(
      "nba_com/livedata/playbyplay_0022400561.json.gz", "nba_play_by_play.0022400561", "2025-01-15", .playByPlay, 436),
    Case("nba_com/livedata/playbyplay_documented_excerpt.json", "nba_play_by_play.0022000180", "2021-01-15", .shots, 0),
    // All with a person and a team; of the web pages' changes seven name nobody whom the page knows by that name alone.
    Case(
      "nba_com/stats/playbyplayv3_0022400001.json.gz", "nba_play_by_play_v3.0022400001", "2024-11-12", .playByPlay, 432),
    Case(
      "nba_com/website/playbyplay_actions_0022200500.json.gz", "nba_play_by_play_v3.0022200500", "2022-12-25",
      .playByPlay, 414),
    Case(
      "nba_com/website/playbyplay_actions_0022201230.json.gz", "nba_play_by_play_v3.0022201230", "2023-04-09",
      .playByPlay, 438),
    Case("balldontlie/box_scores_2024-01-15.json.gz", "balldontlie_box.0022300561.HOU.PHI", "2024-01-15", .games, 1),
    Case(
      "balldontlie/box_scores_2024-01-15.json.gz", "balldontlie_box.0022300561.HOU.PHI", "2024-01-15", .playerBox, 36),
    Case("balldontlie/box_scores_2024-01-15.json.gz", "balldontlie_box.0022300561.HOU.PHI", "2024-01-15", .teamBox, 2),
    Case(
      "balldontlie/box_scores_2026-01-09.json.gz", "balldontlie_box.0022500540.TOR.BOS", "2026-01-09", .playerBox, 34),
    Case("balldontlie/injuries_page.json", "balldontlie_injuries.2025-07-17.01", "2025-10-21", .injuries, 100),
    Case("balldontlie/injuries_page_small.json", "balldontlie_injuries.2025-07-17.01", "2025-10-21", .injuries, 2),
    Case(
      "odds_api/event_odds_player_props_2024-02-23_mockBrooklynVsToronto.json.gz", "odds_props.0022300801.BKN.TOR",
      "2024-02-22", .propLines, 272),
    Case(
      "odds_api/event_odds_player_props_2024-02-23_mockOrlandoVsCleveland.json.gz", "odds_props.0022300800.ORL.CLE",
      "2024-02-22", .propLines, 241),
    Case("odds_api/historical_event_odds_h2h.json", "odds_lines.0022300640.ATL.GSW", "2024-01-24", .gameLines, 2),
    Case(
      "odds_api/historical_event_odds_spreads_totals.json", "odds_lines.0022300640.ATL.GSW", "2024-01-24", .gameLines, 2
    ),
    Case("odds_api/historical_odds_2022-02-24.json.gz", "odds_lines.0022100880.MEM.MIN", "2022-02-24", .gameLines, 19),
    Case("odds_api/historical_odds_2023-02-23.json.gz", "odds_lines.0022200890.BOS.IND", "2023-02-23", .gameLines, 19),
    Case("odds_api/historical_odds_2023-10-24.json.gz", "odds_lines.0022300061.LAL.DEN", "2023-10-24", .gameLines, 15),
    Case("odds_api/historical_odds_2024-04-14.json.gz", "odds_lines.0022301190.ATL.IND", "2024-04-14", .gameLines, 13),
    Case("odds_api/live_odds_2026-01-10.json.gz", "odds_lines.0022500550.MIA.IND", "2026-01-10", .gameLines, 11),
  ]

  @Test("with as many lines as there are", arguments: cases)
  func counts(_ sample: Case) throws {
    let table = try #require(
      try Samples.table(Samples.bytes(sample.path), as: sample.file, sample.kind, on: sample.date))
    #expect(table.rows.count == sample.lines)
  }

  @Test("shots and free throws of a play by play add up to the game's score, and every block has its miss")
  func playByPlayAgrees() throws {
    for (id, points, blocks, assists) in [("0022400500", 214, 15, 47), ("0022400561", 244, 5, 55)] {
      let bytes = try Samples.bytes("nba_com/livedata/playbyplay_\(id).json.gz")
      let events = try #require(
        try Samples.table(bytes, as: "nba_play_by_play.\(id)", .playByPlay, on: "2025-01-06"))
      let shots = try #require(try Samples.table(bytes, as: "nba_play_by_play.\(id)", .shots, on: "2025-01-06"))
      var total = 0
      for (type, (value, score)) in zip(
        try events.texts("action_type"), zip(try events.texts("shot_value"), try events.texts("score_home")))
      where !score.isEmpty {
        total += type == "Free Throw" ? 1 : try #require(Int(value))
      }
      #expect(total == points)
      #expect(try events.texts("description").count { $0 == "BLOCK" } == blocks)
      #expect(try shots.sum("assisted") == assists)
      let changes = try zip(events.texts("action_type"), events.texts("sub_in_player_id")).filter {
        $0.0 == "Substitution"
      }
      #expect(!changes.isEmpty && changes.allSatisfy { !$0.1.isEmpty })
    }
  }

  @Test("the players' points of a box add up to the teams', and who did not play says so")
  func boxesAgree() throws {
    let v3 = try Samples.bytes("nba_com/stats/boxscoretraditionalv3_0022500165.json")
    let players = try #require(try Samples.table(v3, as: "nba_box_v3.0022500165", .playerBox, on: "2025-11-04"))
    let teams = try #require(try Samples.table(v3, as: "nba_box_v3.0022500165", .teamBox, on: "2025-11-04"))
    #expect(try players.sum("pts") == 228 && teams.texts("pts") == ["128", "100"])
    #expect(try teams.texts("opp_pts") == ["100", "128"])
    #expect(try players.sum("starter") == 10)
    let statuses = try players.texts("player_status")
    #expect(statuses.count { $0 == "active" } == 27 && statuses.count { $0 == "dnp" } == 2)
    #expect(try players.texts("dnp_reason").count { $0 == "DNP - Coach's Decision" } == 2)

    let old = try Samples.bytes("nba_com/stats/boxscoretraditionalv2_0022400561.json")
    let listed = try #require(try Samples.table(old, as: "nba_box_v2.0022400561", .playerBox, on: "2025-01-15"))
    #expect(try listed.texts("player_status").count { $0 == "active" } == 17)
    #expect(try listed.sum("pts") == 244)
  }

  @Test("balldontlie's players are found by name, and none is lost")
  func ballDontLie() throws {
    let index = try NBAPlayerIndex.read(
      JSONDocument(Samples.bytes("nba_com/stats/playerindex_2025-26.json.gz"), name: "nba_players.2025-26"))
    #expect(index.count == 594)
    let bytes = try Samples.bytes("balldontlie/box_scores_2026-01-09.json.gz")
    let table = try #require(
      try Samples.table(bytes, as: "balldontlie_box.0022500540.TOR.BOS", .playerBox, on: "2026-01-09", players: index))
    let played = try zip(table.texts("player_status"), table.texts("player_id")).filter { $0.0 == "active" }
    #expect(played.count == 20 && played.allSatisfy { !$0.1.isEmpty })
    #expect(try table.sum("pts") == 125 + 117)
    // Brown, whose id the league knows.
    let brown = try #require(try table.texts("player_name").firstIndex(of: "Jaylen Brown"))
    #expect(try table.texts("player_id")[brown] == "1627759")
  }

  @Test("BettingPros' events name the games of the day, home and visitors in either order")
  func events() throws {
    let document = try JSONDocument(Samples.bytes("bettingpros/events_2021-10-21.json"), name: "events")
    let game = LeagueGame(id: "0022100015", home: .atl, away: .dal)
    #expect(try BettingProsEvents.event(of: game, in: document) == 20879)
    #expect(try BettingProsEvents.event(of: LeagueGame(id: "1", home: .dal, away: .atl), in: document) == 20879)
    #expect(try BettingProsEvents.event(of: LeagueGame(id: "2", home: .bos, away: .atl), in: document) == nil)
  }

  @Test("the Odds API's events name the games of the day")
  func oddsEvents() throws {
    let document = try JSONDocument(
      Samples.bytes("odds_api/historical_events_2022-02-24_snapshot.json"), name: "events")
    let game = LeagueGame(id: "0022100880", home: .min, away: .mem)
    #expect(
      try OddsAPIEvents.event(of: game, in: document, on: try #require(GameDate("2022-02-24")))
        == "d5c4921443d298876ac6f4d2eb987ada")
    #expect(try OddsAPIEvents.event(of: game, in: document, on: try #require(GameDate("2022-02-25"))) == nil)
  }
}
