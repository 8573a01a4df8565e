import League
import Pipeline

/// The graded predictions of a season up to a date, that date included.
struct GradedPast: Sendable {
  /// The last date.
  let asOf: GameDate
  /// By system, oldest first.
  let bySystem: [String: EntityRows<GradedPrediction>]

  /// - Parameter today: the grades of the date itself.
  init(_ past: PastRows<GradedPrediction>, today: [GradedPrediction]) {
    let today = Dictionary(grouping: today, by: \.system)
    asOf = past.date
    bySystem = Dictionary(
      uniqueKeysWithValues: Set(past.entities).union(today.keys).map { system in
        (system, past.of(system) + (today[system] ?? []))
      })
  }

  /// The systems, in order.
  var systems: [String] { bySystem.keys.sorted() }

  /// A system's predictions of the last `days` days that are not void, oldest first.
  func valid(of system: String, last days: Int) -> EntityRows<GradedPrediction> {
    let all = bySystem[system] ?? []
    return all[all.firstIndex(from: asOf.adding(days: 1 - days))...].keeping { !$0.isVoid }
  }

  /// The first date on which a prediction of a system could be held against a result.
  func firstGraded(of system: String) -> GameDate? {
    bySystem[system]?.first { !$0.isVoid }?.gameDate
  }
}

extension EntityRows<GradedPrediction> {
  /// Those on dates from `start` to `end`, both included; the rows are in order of date.
  func between(_ start: GameDate, _ end: GameDate) -> EntityRows {
    guard start <= end else { return [] }
    return self[firstIndex(from: start)..<firstIndex(from: end.adding(days: 1))]
  }

  /// The index of the first on `date` or later.
  func firstIndex(from date: GameDate) -> Int {
    firstIndexSorted { $0.gameDate >= date }
  }
}
