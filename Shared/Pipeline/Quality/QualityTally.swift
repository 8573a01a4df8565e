public import Warehouse

/// Holds checks against rows: is fed with rows one by one, and then says what it found.
public struct QualityTally: Sendable {
  /// The places in the schema of the columns that it wants to see.
  public let columns: [Int]
  private var measures: [QualityMeasure]

  /// A tally of checks that were found right for the schema at start-up; a check that does not fit it is left out.
  public init(_ checks: [QualityCheck], of schema: TableSchema) {
    let fitting = checks.filter { check in
      (check.columns + [check.among].compactMap { $0 }).allSatisfy { name in
        schema.columns.contains { $0.name == name }
      }
    }
    let names = Set(fitting.flatMap { $0.columns + [$0.among].compactMap { $0 } })
    columns = schema.columns.indices.filter { names.contains(schema.columns[$0].name) }
    let slots = Dictionary(
      uniqueKeysWithValues: columns.enumerated().map { (schema.columns[$0.element].name, $0.offset) })
    measures = fitting.map { check in
      QualityMeasure(check, slots: check.columns.compactMap { slots[$0] }, condition: check.among.flatMap { slots[$0] })
    }
  }

  /// Takes in a row.
  ///
  /// - Parameter values: the row's values of ``columns``, in that order.
  public mutating func add(_ values: [SQLValue]) {
    for index in measures.indices {
      measures[index].add(values)
    }
  }

  /// What was found in the rows so far, in the order of the checks.
  ///
  /// - Parameter games: games that the schedule has where the rows are from; nil when it is not known.
  public func findings(games: Int?) -> [QualityFinding] {
    measures.map { $0.finding(games: games) }
  }
}
