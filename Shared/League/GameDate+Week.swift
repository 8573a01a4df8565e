extension GameDate {
  /// The Monday of the week of this date. Weeks run from Monday to Sunday.
  public var monday: GameDate {
    // 1970-01-01 was a Thursday.
    adding(days: -(((dayNumber + 3) % 7 + 7) % 7))
  }
}
