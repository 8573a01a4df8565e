import Foundation

extension AccuracyReport {
  /// A system's predictions that have an adjustment by scoring tier beside them: as predicted and as adjusted.
  struct Adjustment: Encodable {
    var system: String
    /// Every prediction with an adjustment.
    var all: Errors
    /// Those whose adjustment was in use; nil when none was.
    var inUse: Errors?

    /// Mean absolute errors of the same predictions.
    struct Errors: Encodable {
      var sample: Int
      var mae: Double
      var adjustedMAE: Double

      /// Nil without any prediction.
      init?(_ counts: [GradeCounts.Adjusted]) {
        sample = counts.reduce(0) { $0 + $1.predictions }
        guard sample > 0 else { return nil }
        mae = counts.reduce(0) { $0 + $1.absolute } / Double(sample)
        adjustedMAE = counts.reduce(0) { $0 + $1.adjusted } / Double(sample)
      }

      fileprivate var text: String {
        String(format: "%.3f as predicted, %.3f adjusted, over \(sample)", mae, adjustedMAE)
      }
    }

    static func all(_ counts: [GradeCounts.Adjusted]) -> [Adjustment] {
      Dictionary(grouping: counts, by: \.system).sorted { $0.key < $1.key }.compactMap { system, counts in
        Errors(counts).map { Adjustment(system: system, all: $0, inUse: Errors(counts.filter(\.isInUse))) }
      }
    }

    var text: String {
      "Adjusted by scoring tier, \(system): error \(all.text); "
        + (inUse.map { "where the adjustment was in use, \($0.text)" } ?? "no adjustment was in use")
    }
  }
}
