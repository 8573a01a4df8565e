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

  @Test("a tenth to a quarter of a month's teams, and near to that of its players, played the day before")
  func backToBacks() async throws {
    // In February 2023 14.1 % of the teams had played the day before, and 9.5 % of their players.
    for (table, flag, bounds, rows) in [
      ("upcoming_team_game_context", "team_back_to_back", 0.10...0.25, 200),
      ("upcoming_player_game_context", "back_to_back", 0.09...0.25, 2000),
    ] {
      // Of play-in and playoffs almost none, by schedule.
      let months = try await measures(
        "SELECT substr(game_date, 1, 7), avg(\(flag)), count(*) FROM \(table) WHERE game_type = 'regular_season' "
          + "GROUP BY 1")
      #expect(months.count >= 24)
      for month in months where month.rows >= rows {
        print("\(flag) in \(month.period): \((month.value * 100).rounded(scale: 1)) % of \(month.rows)")
        #expect(bounds.contains(month.value), "\(table) \(month)")
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
