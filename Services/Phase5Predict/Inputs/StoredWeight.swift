import League
import Pipeline
import Warehouse

/// What a member of the ensemble was worth before a week.
struct StoredWeight: HistoryProjection {
  static let table = "ensemble_weights"
  var gameDate = GameDate(dayNumber: 0)
  var system = PredictionSystem.movingAverage
  var weight = 0.0
  var bias = 0.0
  /// The last date whose results are in it.
  var lastDate = GameDate(dayNumber: 0)
  var entity: PredictionSystem { system }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("system_id", &system, "")
    try c.column("weight", &weight, "")
    try c.column("bias", &bias, "")
    try c.column("last_date", &lastDate, "")
  }
}

extension MemberWeight {
  /// The weights of this week, else those of the newest week that has any; nil before the first.
  static func newest(
    _ thisWeek: [StoredWeight], else earlier: PastRows<StoredWeight>
  ) -> [PredictionSystem: MemberWeight]? {
    var rows = thisWeek
    if rows.isEmpty {
      let last = PredictionSystem.members.compactMap { earlier.of($0).last }
      guard let newest = last.map(\.gameDate).max() else { return nil }
      rows = last.filter { $0.gameDate == newest }
    }
    return Dictionary(rows.map { ($0.system, MemberWeight(weight: $0.weight, bias: $0.bias)) }) { first, _ in first }
  }
}
