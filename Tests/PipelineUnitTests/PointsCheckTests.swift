import Contracts
import League
import TestKit
import Testing
import Warehouse

@testable import Pipeline

@Suite("Points held against each other")
struct PointsCheckTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Two games on one date and one on the next.
  private static let tables = [
    "CREATE TABLE game_results (game_date TEXT, game_id TEXT, home_score INTEGER, away_score INTEGER)",
    """
    CREATE TABLE team_offense_game_summary
      (game_date TEXT, game_id TEXT, team_abbr TEXT, home_game INTEGER, points_scored INTEGER)
    """,
    "CREATE TABLE player_game_summary (game_date TEXT, player_id INTEGER, game_id TEXT, team_abbr TEXT, points INTEGER)",
    "INSERT INTO game_results VALUES ('2024-01-10', 'g1', 30, 20), ('2024-01-10', 'g2', 11, 12), ('2024-01-11', 'g3', 8, 9)",
    """
    INSERT INTO team_offense_game_summary VALUES ('2024-01-10', 'g1', 'BOS', 1, 30), ('2024-01-10', 'g1', 'NYK', 0, 20),
      ('2024-01-10', 'g2', 'DEN', 1, 11), ('2024-01-10', 'g2', 'LAL', 0, 12), ('2024-01-11', 'g3', 'BOS', 1, 8),
      ('2024-01-11', 'g3', 'LAL', 0, 9)
    """,
    """
    INSERT INTO player_game_summary VALUES ('2024-01-10', 1, 'g1', 'BOS', 30), ('2024-01-10', 2, 'g1', 'BOS', NULL),
      ('2024-01-10', 3, 'g1', 'NYK', 15), ('2024-01-10', 4, 'g2', 'DEN', 6), ('2024-01-10', 5, 'g1', 'NYK', 5),
      ('2024-01-10', 6, 'g2', 'DEN', 5), ('2024-01-10', 7, 'g2', 'LAL', 12), ('2024-01-11', 1, 'g3', 'BOS', 8),
      ('2024-01-11', 7, 'g3', 'LAL', 9)
    """,
  ]

  private func details(
    after changes: String..., dates: [GameDate] = days("2024-01-10", 2)
  ) async throws -> [String] {
    let warehouse = try folder.warehouse()
    return try await warehouse.write { writer in
      for statement in Self.tables + changes { try writer.execute(statement, []) }
      return try PointsCheck.results(
        gate: .g1, tables: ["game_results", "team_offense_game_summary", "player_game_summary"], dates: dates,
        reader: writer
      ).map { "\($0.passed ? "passes" : "refuses"): \($0.detail)" }
    }
  }

  @Test("where all agree both checks pass")
  func agree() async throws {
    #expect(try await details() == ["passes: no difference", "passes: no difference"])
  }

  @Test("two teams whose differences make up for each other are both named, as is a team whose players scored nothing")
  func differ() async throws {
    let found = try await details(
      after: "UPDATE player_game_summary SET points = points + 2 WHERE player_id = 3",
      "UPDATE player_game_summary SET points = points - 2 WHERE player_id = 4",
      "UPDATE player_game_summary SET points = 0 WHERE game_date = '2024-01-11' AND team_abbr = 'LAL'")
    #expect(found[0] == "passes: no difference")
    #expect(
      found[1]
        == "refuses: 2024-01-10 NYK has 20, its players 22; 2024-01-10 DEN has 11, its players 9; 2024-01-11 LAL has 9, its players 0"
    )
  }

  @Test("a team that differs from the official score is named, and what lies outside of the dates is not looked at")
  func official() async throws {
    let found = try await details(
      after: "UPDATE team_offense_game_summary SET points_scored = 7 WHERE team_abbr = 'LAL'",
      dates: days("2024-01-10", 1))
    #expect(found[0] == "refuses: 2024-01-10 LAL has 7, official 12")
    #expect(found[1] == "refuses: 2024-01-10 LAL has 7, its players 12")
  }

  @Test("players without points say nothing of their team")
  func unknown() async throws {
    let found = try await details(after: "UPDATE player_game_summary SET points = NULL WHERE team_abbr = 'DEN'")
    #expect(found == ["passes: no difference", "passes: no difference"])
  }
}
