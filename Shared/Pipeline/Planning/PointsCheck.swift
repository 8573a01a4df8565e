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
    let sums = try playerSums(range, reader)
    let players = try reader.all(
      """
      SELECT game_date, team_abbr, points_scored, game_id || team_abbr FROM team_offense_game_summary
      WHERE game_date BETWEEN ? AND ? ORDER BY game_date, game_id, team_abbr
      """, range
    ) { row -> String? in
      guard let date = row.text(0), let team = row.text(1), let scored = row.int(2), let side = row.text(3),
        let sum = sums[date]?[side], sum != scored
      else { return nil }
      return "\(date) \(team) has \(scored), its players \(sum)"
    }.compactMap { $0 }
    return [
      result(gate, "team points equal the official score", official),
      result(gate, "team points equal the sum of player points", players),
    ]
  }

  /// The points of each team's players by date, then by game and team. They are summed here: the store would sort every
  /// row for it, which takes longer than to read them.
  private static func playerSums(
    _ range: [SQLValue], _ reader: any WarehouseReader
  ) throws -> [String: [String: Int]] {
    var sums: [String: [String: Int]] = [:]
    var (date, sides) = ("", [String: Int]())
    try reader.select(
      """
      SELECT game_date, game_id || team_abbr, points FROM player_game_summary
      WHERE game_date BETWEEN ? AND ? AND points IS NOT NULL ORDER BY game_date
      """, range
    ) { row in
      guard let on = row.text(0), let side = row.text(1), let points = row.int(2) else { return }
      if on != date {
        sums[date] = sides
        (date, sides) = (on, [:])
      }
      sides[side, default: 0] += points
    }
    sums[date] = sides
    return sums
  }

  private static func result(_ gate: Gate, _ name: String, _ differences: [String]) -> GateResult {
    GateResult(
      gate: gate, name: name, passed: differences.isEmpty,
      detail: differences.isEmpty ? "no difference" : differences.joined(separator: "; "))
  }
}
