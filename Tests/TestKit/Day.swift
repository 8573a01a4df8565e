public import League

/// The date written as `YYYY-MM-DD`. Traps when there is no such date: the test is wrong.
public func day(_ text: String) -> GameDate {
  guard let date = GameDate(text) else { preconditionFailure("\(text) is not a date") }
  return date
}

/// `count` dates in a row, the first one being `first`.
public func days(_ first: String, _ count: Int) -> [GameDate] {
  (0..<count).map { day(first).adding(days: $0) }
}
