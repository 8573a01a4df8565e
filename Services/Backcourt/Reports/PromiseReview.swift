import Contracts
import League
import Ledger
import Pipeline
import Warehouse

/// A table's checks held against the rows in the store, date by date, month by month and season by season.
struct PromiseReview: Encodable, Sendable {
  var findings: [Finding] = []

  /// What was found over a period.
  struct Finding: Encodable, Sendable {
    /// `2024-01-15`, `2024-01` or `2023-24`.
    var period: String
    var finding: QualityFinding
  }

  /// Reads the rows of some dates.
  ///
  /// - Parameters:
  ///   - dates: in order; months and seasons are judged by those of their rows that are on these dates.
  ///   - scopes: the checks that are asked.
  ///   - each: called with the values of every row, in the order of the columns.
  static func make(
    of table: TableInfo, on dates: [GameDate], over scopes: [QualityCheck.Scope], mirror: GridMirror,
    in reader: any WarehouseReader, each: ([SQLValue]) -> Void = { _ in }
  ) throws -> PromiseReview {
    var review = PromiseReview()
    var periods = scopes.compactMap { scope -> Period? in
      let checks = table.quality.filter { $0.over == scope }
      return checks.isEmpty ? nil : Period(scope: scope, fresh: QualityTally(checks, of: table.schema))
    }
    let columns = table.schema.columns.map(\.name).joined(separator: ", ")
    for date in dates {
      let games = mirror[CellKey(GridMirror.calendar, date)]?.rows
      var isFirst = true
      try reader.select("SELECT \(columns) FROM \(table.name) WHERE game_date = ?", [.text(date.description)]) { row in
        let values = table.schema.columns.indices.map { row[$0] }
        for index in periods.indices {
          if isFirst { review.findings += periods[index].enter(date, games: games) }
          periods[index].add(values)
        }
        isFirst = false
        each(values)
      }
    }
    for index in periods.indices {
      review.findings += periods[index].close()
    }
    return review
  }
}

/// The period at hand of one scope.
private struct Period {
  let scope: QualityCheck.Scope
  let fresh: QualityTally
  private var name: String?
  private var tally: QualityTally
  private var games: Int? = 0

  init(scope: QualityCheck.Scope, fresh: QualityTally) {
    self.scope = scope
    self.fresh = fresh
    tally = fresh
  }

  /// Goes on to a date with rows; returns what was found in the period that it ends, if it ends one.
  mutating func enter(_ date: GameDate, games: Int?) -> [PromiseReview.Finding] {
    let next = scope.period(of: date)
    let ended = name == nil || name == next ? [] : close()
    name = next
    self.games = self.games.flatMap { so in games.map { so + $0 } }
    return ended
  }

  mutating func add(_ values: [SQLValue]) {
    tally.add(tally.columns.map { values[$0] })
  }

  mutating func close() -> [PromiseReview.Finding] {
    guard let name else { return [] }
    let findings = tally.findings(games: games).map { PromiseReview.Finding(period: name, finding: $0) }
    self.name = nil
    tally = fresh
    games = 0
    return findings
  }
}

extension QualityCheck.Scope {
  /// The period of a date: itself, its month or its season.
  func period(of date: GameDate) -> String {
    switch self {
    case .date: date.description
    case .month: String(date.description.prefix(7))
    case .season: Season(nominal: date).label
    }
  }
}
