extension GameDate {
  /// Whole years from `birth` to this date: a birthday counts from its own day on.
  public func wholeYears(since birth: GameDate) -> Int {
    let now = civil
    let then = birth.civil
    return now.year - then.year - ((now.month, now.day) < (then.month, then.day) ? 1 : 0)
  }
}
