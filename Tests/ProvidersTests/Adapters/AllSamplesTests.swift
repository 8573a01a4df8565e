import Foundation
import JSON
import League
import Testing

@testable import Providers

@Suite("Every captured document", .enabled(if: Samples.directory != nil))
struct AllSamplesTests {
  /// Captures that are lists of which single entries are looked up, or that nothing is made from: where the list stands,
  /// and how many entries it has. Game books, injury reports and web pages are no lists (ADR 56).
  private static let lists: [(path: String, members: [String], entries: Int)] = [
    ("balldontlie/box_scores_empty.json", ["data"], 0),
    ("balldontlie/games_2025-02-20.json", ["data"], 9),
    ("balldontlie/players_active_page.json", ["data"], 100),
    ("balldontlie/standings_2024.json", ["data"], 30),
    ("balldontlie/stats_page.json", ["data"], 30),
    ("balldontlie/teams.json", ["data"], 45),
    ("bettingpros/events_2021-10-21.json", ["events"], 3),
    ("espn/roster_boston.json.gz", ["team", "athletes"], 17),
    ("espn/scoreboard_2024-01.json.gz", ["events"], 11),
    ("espn/scoreboard_no_games.json", ["events"], 0),
    ("nba_com/livedata/odds_documented_excerpt.json", ["games"], 1),
    ("nba_com/livedata/scoreboard_documented_excerpt.json", ["scoreboard", "games"], 1),
    ("nba_com/movement/player_movement.json.gz", ["NBA_Player_Movement", "rows"], 8730),
    ("nba_com/referees/referee_assignments_2025-01-08.json", ["nba", "Table", "rows"], 8),
    ("nba_com/stats/scoreboardv2_2024-01-15.json", ["resultSets"], 9),
    ("nba_com/stats/scoreboardv2_2025-01-15.json", ["resultSets"], 9),
    ("nba_com/stats/scoreboardv3_2025-11-05.json.gz", ["scoreboard", "games"], 11),
    ("odds_api/historical_events_2022-02-24_snapshot.json", ["data"], 16),
    ("odds_api/historical_events_2023-02-23_snapshot.json", ["data"], 17),
    ("odds_api/historical_events_2023-10-24_snapshot.json", ["data"], 76),
    ("odds_api/historical_events_2024-01-25.json", ["data"], 10),
    ("odds_api/historical_events_2024-04-14_snapshot.json", ["data"], 17),
    ("odds_api/historical_events_2025-03-09.json", ["data"], 16),
  ]

  /// What is no JSON: the first bytes of it.
  private static let others: [(path: String, start: String)] = [
    ("bigdataball/pbp_0042400407.csv.gz", "game_id,data_set,date"),
    ("espn/boxscore_page_a.html.gz", "<!doctype html>"), ("espn/boxscore_page_b.html.gz", "<!doctype html>"),
    ("nba_com/gamebook/gamebook_20211008_MILBKN_preseason.pdf", "%PDF-1.4"),
    ("nba_com/gamebook/gamebook_20240410_MEMCLE.pdf", "%PDF-1.4"),
    ("nba_com/injury_report/injury_report_2024-01-04_12PM.pdf", "%PDF-1.4"),
  ]

  @Test("is read to lines, or to entries, or named as one that is not read: none is forgotten")
  func none() throws {
    let single = ["balldontlie/game_detail.json", "nba_com/stats/playerindex_2025-26.json.gz"]
    let known = SampleTests.cases.map(\.path) + Self.lists.map(\.path) + Self.others.map(\.path) + single
    #expect(try Samples.all() == Set(known))
  }

  @Test("that is a list has as many entries as there are, strictly read to its last byte")
  func entries() throws {
    for list in Self.lists {
      let document = try JSONDocument(Samples.bytes(list.path), name: list.path)
      var element = document.root
      for member in list.members.dropLast() { element = try element.object(member) }
      #expect(try element.list(list.members.last ?? "").count == list.entries, "\(list.path)")
    }
    let game = try JSONDocument(Samples.bytes("balldontlie/game_detail.json"), name: "game").root.object("data")
    #expect(try game.integer("home_team_score") == 103 && game.object("visitor_team").text("abbreviation") == "IND")
  }

  @Test("of a result set has a row for each line score, player and game")
  func resultSets() throws {
    for day in ["2024-01-15", "2025-01-15"] {
      let document = try JSONDocument(Samples.bytes("nba_com/stats/scoreboardv2_\(day).json"), name: day)
      #expect(try ResultSet("GameHeader", in: document).rows().count == 11)
      #expect(try ResultSet("LineScore", in: document).rows().count == 22)
    }
    let players = try IndexedPlayer.all(
      in: "nba_players.2025-26", Samples.bytes("nba_com/stats/playerindex_2025-26.json.gz"))
    #expect(players.count == 594 && players.filter { $0.position != nil }.count > 500)
    let doncic = try #require(players.first { $0.name.key.rawValue == "lukadoncic" })
    #expect(doncic.id == 1_629_029 && doncic.teams == [.lal])
  }

  @Test("that is no JSON is refused as such")
  func refused() throws {
    for other in Self.others {
      let bytes = try Samples.bytes(other.path)
      #expect(
        String(decoding: bytes.prefix(40), as: UTF8.self).lowercased().contains(other.start.lowercased()),
        "\(other.path)")
      #expect(throws: ProviderError.self) { try JSONDocument(bytes, name: other.path) }
    }
    let table = try CSVTable(Samples.bytes("bigdataball/pbp_0042400407.csv.gz"), name: "pbp")
    #expect(table.rows.count == 510)
  }

  @Test("of a day's log gives each of its games: two sides whose points are those of their players")
  func gameLog() throws {
    let bytes = try Samples.bytes("nba_com/stats/leaguegamelog_player_2025-03-15.json")
    let all = try #require(try Samples.table(bytes, as: "nba_game_log.2024-25", .playerBox, on: "2025-03-15"))
    let games = try Dictionary(grouping: zip(all.texts("game_id"), all.texts("team")), by: \.0).mapValues {
      Set($0.map(\.1)).sorted()
    }
    #expect(games.count == 8)
    var players = 0
    for (game, teams) in games {
      let name = "nba_game_log.\(game).\(teams[0]).\(teams[1])"
      let box = try #require(try Samples.table(bytes, as: name, .playerBox, on: "2025-03-15"))
      let sides = try #require(try Samples.table(bytes, as: name, .teamBox, on: "2025-03-15"))
      let result = try #require(try Samples.table(bytes, as: name, .games, on: "2025-03-15"))
      players += box.rows.count
      #expect(try sides.texts("team") == [teams[1], teams[0]] && sides.sum("pts") == box.sum("pts"))
      #expect(try result.texts("home_score") + result.texts("away_score") == sides.texts("pts"))
    }
    #expect(players == 157)
  }
}
