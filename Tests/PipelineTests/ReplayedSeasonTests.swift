import Contracts
import Foundation
import Ledger
import League
import Pipeline
import Testing
import Warehouse

@Suite(
  "What four real seasons look like", .serialized, .enabled(if: RealSeasons.archive != nil), .timeLimit(.minutes(15)))
struct ReplayedSeasonTests {
  private func warehouse() async throws -> SQLiteWarehouse { try await RealSeasons.replayed.value.warehouse() }

  /// A month or a season, and a number measured in it.
  private func measures(_ sql: String) async throws -> [(period: String, value: Double, rows: Int)] {
    try await warehouse().read { reader in
      try reader.all(sql) { (period: $0.text(0) ?? "", value: $0.double(1) ?? -1, rows: $0.int(2) ?? 0) }
    }
  }

  @Test("whoever was on the floor has minutes; how many are listed without is known")
  func minutes() async throws {
    let seasons = try await measures(
      "SELECT season, sum(is_active AND minutes_played IS NULL), count(*) FROM player_game_summary GROUP BY season")
    #expect(seasons.count == 4)
    for season in seasons {
      #expect(season.value == 0 && season.rows > 10_000, "\(season)")
    }
    let listed = try await measures(
      "SELECT season, 1.0 * sum(NOT is_active) / count(*), count(*) FROM player_game_summary GROUP BY season")
    for season in listed {
      print("listed without minutes, \(season.period): \((season.value * 100).rounded(scale: 2)) % of \(season.rows)")
      #expect((0...0.6).contains(season.value))
    }
  }

  @Test("in every month a tenth to a quarter of the teams, and of the players who play, played the day before")
  func backToBacks() async throws {
    // The share is of appearances, which is what the earlier system's flag stood beside: of those who are expected and stay
    // away almost nobody played the day before, and in a month of many absences (9.5 % in February 2023) they hide the flag.
    // Of play-in and playoffs it is near nothing, by schedule.
    for (what, table, flag, rows) in [
      ("teams", "upcoming_team_game_context u", "u.team_back_to_back", 150),
      (
        "players",
        "upcoming_player_game_context u JOIN player_game_summary p ON p.game_date = u.game_date "
          + "AND p.player_id = u.player_id AND p.is_active", "u.back_to_back", 1000
      ),
    ] {
      let months = try await measures(
        "SELECT substr(u.game_date, 1, 7), avg(\(flag)), count(*) FROM \(table) WHERE u.game_type = 'regular_season' "
          + "GROUP BY 1")
      let judged = months.filter { $0.rows >= rows }
      #expect(judged.count >= 26)
      for month in judged {
        print("\(what), \(flag) in \(month.period): \((month.value * 100).rounded(scale: 1)) % of \(month.rows)")
        #expect((0.10...0.25).contains(month.value), "\(what) \(month)")
      }
    }
  }

  @Test("half of the rows are at home, in every month")
  func home() async throws {
    for table in ["player_game_summary", "upcoming_player_game_context", "upcoming_team_game_context"] {
      let flag = table == "player_game_summary" ? "is_home" : "home_game"
      let months = try await measures("SELECT substr(game_date, 1, 7), avg(\(flag)), count(*) FROM \(table) GROUP BY 1")
      #expect(months.count >= 30)
      for month in months where month.rows >= 50 {
        #expect((0.47...0.53).contains(month.value), "\(table) \(month)")
      }
    }
  }

  @Test("no feature has one value throughout a date or a season, but those that must")
  func features() async throws {
    let replayed = try await RealSeasons.replayed.value
    let warehouse = try replayed.warehouse()
    let catalog = try await warehouse.read { try Ledger.catalog(in: $0).map(TableInfo.init) }
    let columns = try #require(catalog.first { $0.name == "ml_feature_store_v2" }).schema.columns
      .drop { $0.name != "points_avg_last_5" }.prefix { $0.name != "feature_version" }.map(\.name)
    #expect(columns.count == 33)
    // Whether there are lines and news of injuries is a matter of the source.
    let ofSource: Set = ["has_vegas_line", "vegas_opening_line", "vegas_line_move", "injury_risk"]
    // A date is all playoffs or none of it; after a day without games nobody played the day before, after a week of them
    // everybody is fresh; over his first ten games a player's last ten are his season.
    let ofDate: Set = ["playoff_game", "back_to_back", "games_in_last_7_days", "fatigue_score", "minutes_change"]
    // A score is as good as what it is made of.
    let basis = ["shot_zone_mismatch_score": "pct_paint", "pace_score": "opponent_pace"]
    /// The feature where it is the player's own, and null where a stand-in takes its place.
    func own(_ name: String) -> String {
      let place = columns.firstIndex(of: basis[name] ?? name).map { $0 + 1 } ?? 0
      return "CASE WHEN substr(feature_sources, \(place), 1) NOT IN ('d', '-') THEN \(name) END"
    }

    /// Features with one value in 50 rows or more; nil when there are fewer rows.
    func constant(on dates: [GameDate]) async throws -> [String]? {
      let asked = columns.map { "count(DISTINCT \(own($0))), count(\(own($0)))" }.joined(separator: ", ")
      let meant = dates.map { "'\($0)'" }.joined(separator: ",")
      let counts = try await warehouse.read { reader in
        try reader.first("SELECT count(*), \(asked) FROM ml_feature_store_v2 WHERE game_date IN (\(meant))") { row in
          (0...2 * columns.count).map { row.int($0) ?? 0 }
        }
      }
      guard let counts, counts[0] >= 50 else { return nil }
      return columns.enumerated().filter { counts[2 * $0.offset + 1] < 2 && counts[2 * $0.offset + 2] >= 50 }
        .map(\.element)
    }

    var judged = 0
    var withoutPace: [GameDate] = []
    for date in replayed.cuts {
      guard let constant = try await constant(on: [date]) else { continue }
      judged += 1
      if constant.contains("pace_score") { withoutPace.append(date) }
      #expect(
        Set(constant).subtracting(ofSource).subtracting(ofDate).subtracting(["pace_score"]).isEmpty,
        "\(date): \(constant)")
    }
    #expect(judged >= 40)
    // From late February 2026 on the source has no team boxes of regular games: no pace is known in March, and of two teams in
    // their first playoff series one and the same pace.
    print("no difference in pace on \(withoutPace)")
    #expect(withoutPace.count <= 6 && withoutPace.allSatisfy { Season(nominal: $0).startYear == 2025 })
    for (season, dates) in replayed.dates {
      let constant = try #require(try await constant(on: dates.filter(Set(replayed.cuts).contains)))
      #expect(Set(constant).subtracting(ofSource).isEmpty, "\(season): \(constant)")
    }
  }

  @Test("an average of five games does not know the day's points: their correlation stays below 0.85")
  func correlation() async throws {
    let sums = try await warehouse().read { reader in
      try reader.first(
        """
        SELECT count(*), sum(x), sum(y), sum(x * x), sum(y * y), sum(x * y) FROM
          (SELECT u.points_avg_last_5 AS x, 1.0 * p.points AS y FROM upcoming_player_game_context u
           JOIN player_game_summary p ON p.game_date = u.game_date AND p.player_id = u.player_id
           WHERE u.points_avg_last_5 IS NOT NULL AND p.points IS NOT NULL)
        """
      ) { row in (0..<6).map { row.double($0) ?? 0 } }
    }
    let found = try #require(sums)
    let (n, x, y, xx, yy, xy) = (found[0], found[1], found[2], found[3], found[4], found[5])
    let correlation = (n * xy - x * y) / ((n * xx - x * x) * (n * yy - y * y)).squareRoot()
    print(
      "correlation of points_avg_last_5 with the day's points: \(correlation.rounded(scale: 4)) over \(Int(n)) rows")
    #expect(n > 90_000)
    #expect((0.4..<0.85).contains(correlation))
  }
}
