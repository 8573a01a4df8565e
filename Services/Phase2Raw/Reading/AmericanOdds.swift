import Providers

extension CSVRow {
  /// American odds, −100 and below or 100 and above, or nothing.
  func optionalOdds(_ column: CSVColumn?) throws -> Int? {
    guard let column, let odds = try optionalInt(column) else { return nil }
    guard abs(odds) >= 100 else { throw wrong(column, expected: "American odds (-110, 120)") }
    return odds
  }

  /// What a book that asks these odds takes the chance to be, its margin included.
  static func impliedChance(_ odds: Int) -> Double {
    odds < 0 ? Double(-odds) / Double(100 - odds) : 100 / Double(odds + 100)
  }
}
