public import League

/// On which dates a table is computed. Weeks run from Monday to Sunday.
public enum Cadence: String, Hashable, Sendable, Codable {
  /// On every game date.
  case everyDate
  /// Once a week, on its first game date: histories then end with the week before, as of Monday.
  case weekOpening
  /// As ``weekOpening``, but in every fourth week only, counted from 1970: the same weeks whatever is replayed.
  case fourthWeekOpening
  /// Once a week, on its last game date, which it reads as well: what the week brought, for the weeks to come.
  case weekClosing

  /// Whether the week of a date is one in which the table is computed at all.
  public func isDue(inWeekOf date: GameDate) -> Bool {
    self != .fourthWeekOpening || date.monday.weeksSince1970.isMultiple(of: 4)
  }
}

extension GameDate {
  /// Of a Monday; January 1, 1970 was a Thursday.
  fileprivate var weeksSince1970: Int { (dayNumber + 3) / 7 }
}
