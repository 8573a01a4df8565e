import Contracts
import Foundation
import Ledger
import League
import Pipeline
import TestKit
import Testing
import Warehouse

@Suite(
  "Predictions over real seasons", .serialized, .enabled(if: RealSeasons.archive != nil), .timeLimit(.minutes(15)))
struct PredictionProofTests {
  /// Twelve weeks from the opening of the first season, three of them with a model. No line is known of that season, so
  /// nothing calibrates a confidence yet.
  private static let opening = DateSelection(start: day("2021-10-19"), end: day("2022-01-09"))
  private static let tables = [
    "prediction_features", "points_models", "ensemble_weights", "player_prop_predictions", "prediction_refusals",
    "prediction_accuracy", "scoring_tier_adjustments",
  ]

  private func warehouse() async throws -> SQLiteWarehouse { try await RealSeasons.replayed.value.warehouse() }

  private func count(_ sql: String, in warehouse: any Warehouse) async throws -> Int {
    try await warehouse.read { try $0.first(sql) { $0.int(0) } ?? 0 }
  }

  @Test("two runs from nothing give identical predictions, digest for digest, on one process a phase and on three")
  func identical() async throws {
    let archive = try #require(RealSeasons.archive)
    var digests: [[String: String]] = []
    for processes in [1, 3] {
      let afterAll = VirtualClock(at: Date(timeIntervalSince1970: 1_788_220_800))
      let driver = try await PipelineTestDriver(archive: archive, processes: processes, clock: afterAll)
      let record = try await driver.backfill(Self.opening) { $0.through = .grade }
      #expect(record.state == .completed, "\(record.report ?? "")")
      let warehouse = driver.warehouse
      let modelled = try await count(
        "SELECT count(*) FROM player_prop_predictions WHERE model_id IS NOT NULL", in: warehouse)
      let predictions = try await count("SELECT count(*) FROM player_prop_predictions", in: warehouse)
      print("predictions on \(processes) processes a phase: \(predictions), \(modelled) of them of the model")
      #expect(modelled > 1000 && predictions > 40_000)
      #expect(
        try await count(
          """
          SELECT count(*) FROM player_prop_predictions p WHERE NOT EXISTS (SELECT 1 FROM prediction_accuracy a
            WHERE a.game_date = p.game_date AND a.game_id = p.game_id AND a.player_id = p.player_id
              AND a.system_id = p.system_id)
          """, in: warehouse) == 0, "every prediction is graded")
      #expect(try await count("SELECT count(*) FROM prediction_accuracy", in: warehouse) == predictions)
      try await expectAllSystems(in: warehouse)
      digests.append(try await driver.digests().filter { Self.tables.contains($0.key) })
      await driver.stop()
    }
    #expect(digests[0].count == Self.tables.count)
    for table in Self.tables {
      #expect(digests[0][table]?.isEmpty == false)
      #expect(digests[0][table] == digests[1][table], "\(table)")
    }
  }

  @Test(
    "whatever was learned from results ends before the dates that it serves",
    arguments: [
      "SELECT count(*) FROM points_models WHERE train_end >= date(game_date, '-1 day')",
      "SELECT count(*) FROM ensemble_weights WHERE last_date >= game_date",
      "SELECT count(*) FROM confidence_calibration WHERE last_date >= game_date",
      // The model of each prediction is stored, and its training ends two days before the date or earlier.
      """
      SELECT count(*) FROM player_prop_predictions p LEFT JOIN points_models m ON m.model_id = p.model_id
      WHERE p.system_id = 'xgboost_v1' AND (m.train_end IS NULL OR m.train_end >= date(p.game_date, '-1 day'))
      """,
      // Each adjustment is one that closed a week before the date's.
      """
      SELECT count(*) FROM player_prop_predictions p WHERE tier_adjustment IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM scoring_tier_adjustments a WHERE a.system_id = p.system_id AND a.scoring_tier = p.scoring_tier
          AND a.as_of_date < p.game_date AND a.game_date < p.game_date AND a.applied_adjustment = p.tier_adjustment
          AND a.is_enabled = p.uses_adjustment)
      """,
    ])
  func walkForward(violations: String) async throws {
    let warehouse = try await warehouse()
    #expect(try await count(violations, in: warehouse) == 0)
    #expect(
      try await count("SELECT count(*) FROM player_prop_predictions WHERE model_id IS NOT NULL", in: warehouse) > 1000)
  }

  @Test(
    "defect 8: a line that is used was offered by that book on that date, and no quote in it is from after the tip-off")
  func lines() async throws {
    let warehouse = try await warehouse()
    let lined = "FROM player_prop_predictions p WHERE has_prop_line AND sportsbook <> 'median'"
    #expect(
      try await count(
        """
        SELECT count(*) \(lined) AND NOT EXISTS (SELECT 1 FROM raw_prop_lines r
          WHERE r.game_date = p.game_date AND r.player_id = p.player_id AND r.market = 'player_points'
            AND r.sportsbook = p.sportsbook AND r.line = p.current_points_line AND coalesce(r.minutes_before_tip, 0) >= 0)
        """, in: warehouse) == 0)
    #expect(try await count("SELECT count(*) \(lined)", in: warehouse) > 500)
  }

  @Test("defect 17: players who then did not play were predicted as well")
  func universe() async throws {
    let warehouse = try await warehouse()
    let players = "SELECT count(DISTINCT p.player_id || p.game_id) FROM player_prop_predictions p"
    let all = try await count(players, in: warehouse)
    let absent = try await count(
      players + " LEFT JOIN player_game_summary s ON s.game_date = p.game_date AND s.game_id = p.game_id "
        + "AND s.player_id = p.player_id WHERE coalesce(s.is_active, 0) = 0", in: warehouse)
    print("predicted and did not play: \(absent) of \(all)")
    #expect(absent * 20 > all)
  }

  @Test("predictions are made on every date with features")
  func dates() async throws {
    #expect(
      try await count(
        "SELECT count(DISTINCT game_date) FROM ml_feature_store_v2 WHERE game_date NOT IN "
          + "(SELECT game_date FROM player_prop_predictions)", in: try await warehouse()) == 0)
  }

  /// All five systems predict on 95 % of the dates where each has what it needs: a model was trained before, and the
  /// opponents' ratings are known, without which no two games are alike.
  private func expectAllSystems(in warehouse: any Warehouse) async throws {
    let served = """
      SELECT game_date, count(DISTINCT system_id) AS systems FROM player_prop_predictions
      WHERE game_date > (SELECT min(game_date) FROM points_models) AND game_date IN
        (SELECT game_date FROM prediction_features WHERE opponent_def_rating IS NOT NULL AND league_def_rating IS NOT NULL)
      GROUP BY game_date
      """
    let dates = try await count("SELECT count(*) FROM (\(served)) AS served", in: warehouse)
    let whole = try await count("SELECT count(*) FROM (\(served)) AS served WHERE systems = 5", in: warehouse)
    print("all five systems on \(whole) of \(dates) dates")
    #expect(dates >= 15 && whole * 100 >= dates * 95)
  }
}
