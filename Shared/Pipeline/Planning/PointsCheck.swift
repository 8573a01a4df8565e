import Contracts
import League
import Warehouse

/// Holds points against each other: players against team, and team against the official score.
enum PointsCheck {
  static func results(
    gate: Gate, tables: Set<TableName>, dates: [GameDate], reader: any WarehouseReader
  ) throws -> [GateResult] {
    guard tables.isSuperset(of: ["team_offense_game_summary", "player_game_summary", "game_results"]),
      let first = dates.min(), let last = dates.max()
    else { return [] }
    let range: [SQLValue] = [first.sqlValue, last.sqlValue]
    let official = try reader.all(
      """
      SELECT t.game_date, t.team_abbr, t.points_scored, CASE WHEN t.home_game = 1 THEN r.home_score ELSE r.away_score END
      FROM team_offense_game_summary t JOIN game_results r
        ON r.game_date = t.game_date AND r.game_id = t.game_id
      WHERE t.game_date BETWEEN ? AND ?
        AND t.points_scored <> CASE WHEN t.home_game = 1 THEN r.home_score ELSE r.away_score END
      """, range
    ) { "\($0.text(0) ?? "") \($0.text(1) ?? "") has \($0.int(2) ?? -1), official \($0.int(3) ?? -1)" }
    let players = try reader.all(
      """
      SELECT t.game_date, t.team_abbr, t.points_scored, p.points
      FROM (
        SELECT game_date, game_id, team_abbr, sum(points) AS points FROM player_game_summary
        WHERE game_date BETWEEN ? AND ? GROUP BY game_date, game_id, team_abbr
      ) p
      JOIN team_offense_game_summary t
        ON t.game_date = p.game_date AND t.team_abbr = p.team_abbr AND t.game_id = p.game_id
      WHERE p.points <> t.points_scored
      ORDER BY t.game_date, t.game_id, t.team_abbr
      """, range
    ) { "\($0.text(0) ?? "") \($0.text(1) ?? "") has \($0.int(2) ?? -1), its players \($0.int(3) ?? -1)" }
    return [
      result(gate, "team points equal the official score", official),
      result(gate, "team points equal the sum of player points", players),
    ]
  }

  private static func result(_ gate: Gate, _ name: String, _ differences: [String]) -> GateResult {
    GateResult(
      gate: gate, name: name, passed: differences.isEmpty,
      detail: differences.isEmpty ? "no difference" : differences.joined(separator: "; "))
  }
}
