import Contracts
import Foundation
import League
import ProviderSim
import Testing

/// Dates and games that are not like the others, through phases 1 to 3 over a simulated season.
@Suite("Edge cases", .serialized)
struct EdgeCaseTests {
  private static let season = Season(startYear: 2011)

  /// A folder with the season's archive, removed when the value goes.
  private final class Archive: Sendable {
    let folder = NSTemporaryDirectory() + "backcourt-edge-\(UUID().uuidString)"

    init() throws {
      try SimulatedLeague(seed: 5, seasons: 1, teams: 8, gamesPerTeam: 10).write(to: folder, compresses: false)
    }

    deinit {
      // What cannot be removed is left to the system's cleaning of temporary files.
      try? FileManager.default.removeItem(atPath: folder)
    }

    /// Rewrites the lines of a kind of file, field by field; the header says which field is which.
    func rewrite(_ kind: String, _ change: (inout [String], [String: Int]) -> Void) throws {
      let path = "\(folder)/\(kind)_2011-12.csv"
      let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      let places = Dictionary(uniqueKeysWithValues: lines[0].enumerated().map { ($1, $0) })
      let changed = lines.dropFirst().map { line in
        var line = line
        change(&line, places)
        return line
      }
      try ([lines[0]] + changed).map { $0.joined(separator: ",") }.joined(separator: "\n").appending("\n")
        .write(toFile: path, atomically: true, encoding: .utf8)
    }
  }

  /// The whole season as it was simulated.
  private static let played = Task {
    let archive = try Archive()
    let phases = try await ThreePhases(archive: archive.folder)
    try await phases.process(season, dates: 100)
    return phases
  }

  private func count(_ from: String) async throws -> Double? {
    try await Self.played.value.number("SELECT count(*) FROM \(from)")
  }

  @Test("first date of a season: teams are there without rest or form, players are not known yet, results are whole")
  func firstDate() async throws {
    let phases = try await Self.played.value
    let first = "(SELECT min(game_date) FROM games)"
    let games = try #require(try await count("games WHERE game_date = \(first)"))
    #expect(
      try await count(
        "upcoming_team_game_context WHERE game_date = \(first) AND team_days_rest IS NULL AND team_back_to_back = 0 "
          + "AND game_number_in_season = 1 AND insufficient_data_reason IS NOT NULL") == 2 * games)
    #expect(try await count("upcoming_player_game_context WHERE game_date = \(first)") == 0)
    #expect(
      try await phases.select(
        "SELECT state, reason FROM output_grid WHERE table_name = 'upcoming_player_game_context' "
          + "AND game_date = \(first)",
        columns: 2)
        == [["empty_ok", "before the season's first games with a box no source tells whom a team has"]])
    #expect(try await count("player_game_summary WHERE game_date = \(first)") ?? 0 >= 16 * games)
    #expect(try await count("team_offense_game_summary WHERE game_date = \(first)") == 2 * games)
  }

  @Test("Cup final: rows stand apart, count for rest and for nothing else, and no arena is taken for granted")
  func cupFinal() async throws {
    let final = "(SELECT game_date FROM games WHERE season_type = 'cup_final')"
    for table in ["team_offense_game_summary", "team_defense_game_summary"] {
      #expect(try await count("\(table) WHERE game_date = \(final) AND counts_for_averages = 0") == 2)
      #expect(try await count("\(table) WHERE counts_for_averages <> (game_type <> 'cup_final')") == 0)
    }
    #expect(try await count("upcoming_team_game_context WHERE game_date = \(final) AND travel_miles IS NULL") == 2)
    // The final is in nobody's record, and the next game's rest is counted from it.
    let next = """
      upcoming_team_game_context u JOIN team_offense_game_summary f ON f.team_abbr = u.team_abbr
      AND f.game_type = 'cup_final' WHERE u.game_date > f.game_date AND NOT EXISTS (SELECT 1
      FROM team_offense_game_summary b WHERE b.team_abbr = u.team_abbr AND b.game_date > f.game_date
      AND b.game_date < u.game_date)
      """
    #expect(try await count(next) == 2)
    #expect(
      try await count("\(next) AND u.team_days_rest <> julianday(u.game_date) - julianday(f.game_date) - 1") == 0)
    #expect(
      try await count(
        """
        upcoming_team_game_context u WHERE u.game_type = 'regular_season' AND u.game_number_in_season <> 1 + (SELECT
        count(*) FROM team_offense_game_summary b WHERE b.team_abbr = u.team_abbr AND b.game_date < u.game_date
        AND b.game_type <> 'cup_final')
        """) == 0)
  }

  @Test("play-in: in every table, in the playoffs by phase of the season, nothing ahead known")
  func playIn() async throws {
    let games = try #require(try await count("games WHERE season_type = 'play_in'"))
    #expect(games > 0)
    for table in ["upcoming_team_game_context", "team_offense_game_summary", "team_defense_game_summary"] {
      #expect(try await count("\(table) WHERE game_type = 'play_in'") == 2 * games)
    }
    #expect(
      try await count("upcoming_player_game_context WHERE game_type = 'play_in' AND season_phase = 'playoffs'") ?? 0
        >= 16 * games)
    #expect(
      try await count(
        "upcoming_team_game_context WHERE game_type = 'play_in' "
          + "AND (games_in_next_7_days IS NOT NULL OR next_game_days_rest IS NOT NULL)") == 0)
  }

  @Test("overtime game: five minutes more for everyone, and a pace for 48")
  func overtime() async throws {
    let overtime = "team_offense_game_summary WHERE overtime_periods > 0"
    #expect(try await count(overtime) ?? 0 > 0)
    #expect(
      try await count("\(overtime) AND abs(pace * (48 + 5 * overtime_periods) / 48 - possessions) > 0.2") == 0)
    #expect(try await count("\(overtime) AND pace >= possessions") == 0)
    #expect(
      try await count(
        """
        (SELECT sum(p.minutes_played) m, max(t.overtime_periods) o FROM player_game_summary p
        JOIN team_offense_game_summary t ON t.game_date = p.game_date AND t.team_abbr = p.team_abbr
        WHERE t.overtime_periods > 0 GROUP BY t.game_date, t.team_abbr HAVING abs(m - 240 - 25 * o) > 1)
        """) == 0)
  }

  @Test("postponed game: nothing of it stays on its old date, and on its new one it has contexts and results")
  func postponed() async throws {
    let archive = try Archive()
    let phases = try await ThreePhases(archive: archive.folder)
    let dates = try await phases.process(Self.season, dates: 10)
    // A game that moves to a later date on which neither of its teams has one.
    let candidates = try await phases.select(
      """
      SELECT g.game_id, g.game_date, min(d.game_date) FROM games g JOIN games d ON d.game_date > g.game_date
      WHERE g.game_date = '\(dates[4])' AND d.game_date <= '\(dates[9])' AND NOT EXISTS (SELECT 1 FROM games o
      WHERE o.game_date = d.game_date AND (o.home_team IN (g.home_team, g.away_team)
      OR o.away_team IN (g.home_team, g.away_team))) GROUP BY g.game_id ORDER BY 1 LIMIT 1
      """, columns: 3)
    let game = try #require(candidates.first)
    let (id, old, new) = (game[0], game[1], game[2])
    func rows(_ table: String, on date: String) async throws -> Double? {
      try await phases.number("SELECT count(*) FROM \(table) WHERE game_date = '\(date)' AND game_id = '\(id)'")
    }
    let tables = [
      "upcoming_team_game_context", "upcoming_player_game_context", "player_game_summary",
      "team_offense_game_summary", "team_defense_game_summary",
    ]
    let before = try await tables.asyncMap { try await rows($0, on: old) }
    #expect(before.allSatisfy { $0 ?? 0 >= 2 })

    for kind in ["games", "player_box", "team_box", "shots", "prop_lines", "game_lines"] {
      try archive.rewrite(kind) { line, places in
        guard let game = places["game_id"], let day = places["game_date"], line[game] == id else { return }
        line[day] = new
      }
    }
    try await phases.process(Self.season.partitionDate, through: .raw)
    for date in dates where date >= dates[4] { try await phases.process(date) }
    for table in tables {
      #expect(try await rows(table, on: old) == 0, "\(table)")
      #expect(try await rows(table, on: new) ?? 0 >= 2, "\(table)")
    }
    #expect(
      try await phases.number(
        "SELECT count(*) FROM upcoming_team_game_context u JOIN games g ON g.game_date = u.game_date "
          + "AND g.game_id = u.game_id")
        == phases.number("SELECT 2 * count(*) FROM games WHERE game_date <= '\(dates[9])'"))
  }

  @Test("bad lines: kept with their reason and counted, the cell degraded, and the rest of the date goes on")
  func badLines() async throws {
    let archive = try Archive()
    let whole = try await Self.played.value
    let dates = try await whole.select("SELECT DISTINCT game_date FROM games ORDER BY 1 LIMIT 4", columns: 1).map {
      $0[0]
    }
    let wrong = [
      ("reb", "-3", "'reb' is '-3'"), ("minutes", "99", "99.0 minutes cannot be"), ("fgm", "41", "41 of "),
      ("team", "XYZ", "'XYZ' is no team"),
    ]
    var spoilt: Set<Int> = []
    try archive.rewrite("player_box") { line, places in
      guard let day = places["game_date"], let index = dates.firstIndex(of: line[day]),
        spoilt.insert(index).inserted, let column = places[wrong[index].0]
      else { return }
      line[column] = wrong[index].1
    }
    let phases = try await ThreePhases(archive: archive.folder)
    try await phases.process(Self.season, dates: 5)
    for (date, (_, _, reason)) in zip(dates, wrong) {
      let kept = try await phases.select(
        "SELECT table_name, reason FROM raw_quarantine WHERE game_date = '\(date)'", columns: 2)
      #expect(kept.count == 1 && kept[0][0] == "raw_player_box" && kept[0][1].contains(reason), "\(kept)")
      let listed = "SELECT count(*) FROM player_game_summary WHERE game_date = '\(date)'"
      let before = try #require(try await whole.number(listed))
      #expect(try await phases.number(listed) == before - 1)
      let cells = try await phases.select(
        "SELECT table_name, state, rows, reason FROM output_grid WHERE game_date = '\(date)'", columns: 4)
      let cell = try #require(cells.first { $0[0] == "raw_player_box" })
      #expect(cell[1] == "degraded" && Double(cell[2]) == before - 1)
      #expect(cell[3].contains("1 line left out, see raw_quarantine"), "\(cell)")
      #expect(cells.allSatisfy { ["complete", "degraded", "empty_ok"].contains($0[1]) }, "\(cells)")
    }
    #expect(
      try await phases.number("SELECT count(*) FROM upcoming_player_game_context WHERE game_date > '\(dates[3])'") ?? 0
        > 0, "later dates go on as well")
  }
}

extension Sequence {
  fileprivate func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
    var values: [T] = []
    for element in self { values.append(try await transform(element)) }
    return values
  }
}
