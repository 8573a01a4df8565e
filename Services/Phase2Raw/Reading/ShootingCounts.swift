import Providers
import Warehouse

/// Makes and attempts, and rebounds by the end of the floor; the part that full player rows and team rows share.
struct ShootingCounts<Count: ColumnValue & Equatable>: Sendable {
  var fieldGoalsMade: Count
  var fieldGoalsAttempted: Count
  var threesMade: Count
  var threesAttempted: Count
  var freeThrowsMade: Count
  var freeThrowsAttempted: Count
  var offensiveRebounds: Count
  var defensiveRebounds: Count

  /// All counts the same.
  init(_ count: Count) {
    fieldGoalsMade = count
    fieldGoalsAttempted = count
    threesMade = count
    threesAttempted = count
    freeThrowsMade = count
    freeThrowsAttempted = count
    offensiveRebounds = count
    defensiveRebounds = count
  }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("fgm", &fieldGoalsMade, in: 0...150, "Field goals made, threes included; null in a reduced row")
    try c.column("fga", &fieldGoalsAttempted, in: 0...250, "Field goals attempted; null in a reduced row")
    try c.column("fg3m", &threesMade, in: 0...150, "Threes made; null in a reduced row")
    try c.column("fg3a", &threesAttempted, in: 0...250, "Threes attempted; null in a reduced row")
    try c.column("ftm", &freeThrowsMade, in: 0...150, "Free throws made; null in a reduced row")
    try c.column("fta", &freeThrowsAttempted, in: 0...150, "Free throws attempted; null in a reduced row")
    try c.column("oreb", &offensiveRebounds, in: 0...100, "Offensive rebounds; null in a reduced row")
    try c.column("dreb", &defensiveRebounds, in: 0...100, "Defensive rebounds; null in a reduced row")
  }
}

extension ShootingCounts<Int> {
  /// Where the counts stand in a file.
  struct Columns {
    private let columns: [CSVColumn]

    init(_ table: CSVTable) throws {
      columns = try ["fgm", "fga", "fg3m", "fg3a", "ftm", "fta", "oreb", "dreb"].map { try table.column($0) }
    }

    /// The counts of a row.
    ///
    /// - Throws: ``RowRefusal`` for counts that cannot be together.
    func read(_ row: CSVRow, points: Int) throws -> ShootingCounts<Int> {
      var counts = ShootingCounts<Int>(0)
      counts.fieldGoalsMade = try row.count(columns[0])
      counts.fieldGoalsAttempted = try row.count(columns[1])
      counts.threesMade = try row.count(columns[2])
      counts.threesAttempted = try row.count(columns[3])
      counts.freeThrowsMade = try row.count(columns[4])
      counts.freeThrowsAttempted = try row.count(columns[5])
      counts.offensiveRebounds = try row.count(columns[6])
      counts.defensiveRebounds = try row.count(columns[7])
      try counts.check(points: points)
      return counts
    }
  }

  /// Makes within attempts, threes within field goals, points as the makes give them.
  private func check(points: Int) throws {
    for (made, attempted, name) in [
      (fieldGoalsMade, fieldGoalsAttempted, "field goals"), (threesMade, threesAttempted, "threes"),
      (freeThrowsMade, freeThrowsAttempted, "free throws"),
    ] where made > attempted {
      throw RowRefusal(reason: "\(made) of \(attempted) \(name) made")
    }
    guard threesMade <= fieldGoalsMade, threesAttempted <= fieldGoalsAttempted else {
      throw RowRefusal(
        reason: "threes \(threesMade)/\(threesAttempted) are not among field goals "
          + "\(fieldGoalsMade)/\(fieldGoalsAttempted)")
    }
    let sum = 2 * fieldGoalsMade + threesMade + freeThrowsMade
    guard points == sum else { throw RowRefusal(reason: "\(points) points, but the makes give \(sum)") }
  }
}

extension CSVRow {
  /// A whole number that is not negative.
  func count(_ column: CSVColumn) throws -> Int {
    let count = try int(column)
    guard count >= 0 else { throw wrong(column, expected: "0 or more") }
    return count
  }
}
