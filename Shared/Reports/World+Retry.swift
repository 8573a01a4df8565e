package import Ledger
package import League
package import Pipeline

extension World {
  /// What of some dates would be tried again, and what is left alone.
  package func retryPlan(on dates: [GameDate], tries: [CellKey: Int], cap: Int = RetryPlan.cap) -> RetryPlan {
    RetryPlan(
      cells: dates.flatMap { date in tables.compactMap { mirror[CellKey($0.name, date)] } }, tries: tries, cap: cap)
  }
}
