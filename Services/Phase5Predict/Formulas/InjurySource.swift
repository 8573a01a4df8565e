import Warehouse

/// Where a player's status before his game comes from.
enum InjurySource: String, ColumnValue, CaseIterable {
  /// The league's injury report: names who will not play.
  case leagueReport = "league_report"
  /// A log of activations: names who was not activated, as far as it was kept.
  case transactionLog = "transaction_log"
}
