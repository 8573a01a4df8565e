/// On which dates a table is computed. Weeks run from Monday to Sunday.
public enum Cadence: String, Hashable, Sendable, Codable {
  /// On every game date.
  case everyDate
  /// Once a week, on its first game date: histories then end with the week before, as of Monday.
  case weekOpening
  /// Once a week, on its last game date, which it reads as well: what the week brought, for the weeks to come.
  case weekClosing
}
