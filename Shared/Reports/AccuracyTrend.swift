package import Contracts
import Ledger
package import League
package import Warehouse

/// How good each system was, month by month, from the daily sums of phase 5B.
package struct AccuracyTrend: Encodable, Sendable {
  /// The table that it is read from.
  package static let table: TableName = "system_daily_performance"

  package var systems: [System]

  /// A system's months, the earliest first.
  package struct System: Encodable, Sendable {
    package var system: String
    package var months: [Month]
  }

  /// Means over a month's graded predictions.
  package struct Month: Encodable, Sendable {
    /// `2024-01`.
    package var month: String
    package var season: Season
    package var graded: Int
    /// Mean absolute error in points.
    package var error: Double
    /// That of the season average on the same rows.
    package var seasonAverageError: Double?
    package var won: Int
    package var lost: Int
    package var profit: Double
  }

  /// Nothing where the table was never made.
  package static func make(_ reader: any WarehouseReader) throws -> AccuracyTrend {
    guard try Ledger.catalog(in: reader).contains(where: { $0.table == table }) else {
      return AccuracyTrend(systems: [])
    }
    var months: [String: [Month]] = [:]
    try reader.select(
      """
      SELECT system_id, substr(game_date, 1, 7) AS month, min(game_date), sum(graded), sum(mae * graded) / sum(graded),
        sum(season_average_mae * graded) / sum(CASE WHEN season_average_mae IS NOT NULL THEN graded END),
        sum(correct_count), sum(incorrect_count), sum(profit_units)
      FROM (SELECT *, predictions_count - voided_count AS graded FROM \(table) WHERE mae IS NOT NULL) AS days
      WHERE graded > 0 GROUP BY system_id, month ORDER BY system_id, month
      """, []
    ) { row in
      guard let system = row.text(0), let month = row.text(1), let error = row.double(4),
        let first = row.text(2).flatMap({ GameDate($0) })
      else { return }
      months[system, default: []].append(
        Month(
          month: month, season: Season(nominal: first), graded: row.int(3) ?? 0, error: error,
          seasonAverageError: row.double(5), won: row.int(6) ?? 0, lost: row.int(7) ?? 0, profit: row.double(8) ?? 0))
    }
    return AccuracyTrend(
      systems: months.sorted { $0.key < $1.key }.map { System(system: $0.key, months: $0.value) })
  }
}
