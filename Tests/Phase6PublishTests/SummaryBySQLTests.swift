import Contracts
import League
import Pipeline
import TestKit
import Testing
import Warehouse

@testable import Phase6Publish

@Suite("The summary and the store")
struct SummaryBySQLTests {
  /// `prediction_accuracy` as phase 5 keeps it, as far as this phase reads it.
  struct StoredGrade: Record {
    var number = 0
    var grade = GradedPrediction()

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("number", &number, "")
      try grade.columns(&c)
    }
  }

  @Test("every number of the summary follows from prediction_accuracy by SQL")
  func recomputed() async throws {
    var random = SystemRandomNumberGenerator()
    let grades = (0..<200).map { player -> GradedPrediction in
      let line = Double(Int.random(in: 10...60, using: &random)) / 2
      let recommendation = Recommendation.allCases.randomElement(using: &random) ?? .over
      return .sample(
        player, predicted: Double(Int.random(in: 0...4000, using: &random)) / 100, recommendation,
        line: recommendation == .noLine ? nil : line,
        actual: Int.random(in: 0...9, using: &random) == 0 ? nil : Int.random(in: 0...35, using: &random))
    }
    let document = try #require(
      try ResultsDocument(store: nowhere).partition(grades).rows.first?.document)
    let summary = try #require(try JSONValue(parsing: document.bytes)["summary"])
    let bySQL = try await withTemporaryFolder { root in
      let warehouse = try SQLiteWarehouse(path: "\(root)/warehouse.sqlite")
      defer { try? warehouse.close() }  // the folder goes away next
      let schema = try TableSchema(table: "prediction_accuracy", row: StoredGrade.self)
      let rows = try PartitionRows(
        grades.enumerated().map { StoredGrade(number: $0, grade: $1) }, table: schema.table)
      return try await warehouse.write { writer in
        try writer.prepare(schema)
        _ = try writer.replace(rows, of: schema, on: sampleDate)
        return try #require(
          try writer.first(
            """
            SELECT count(*), sum(prediction_correct), sum(1 - prediction_correct), sum(is_voided),
              sum(is_voided = 0 AND recommendation = 'PASS'), sum(is_voided = 0 AND recommendation = 'NO_LINE'),
              sum(is_voided = 0 AND recommendation IN ('OVER', 'UNDER')),
              sum(is_voided = 0 AND recommendation IN ('OVER', 'UNDER') AND prediction_correct IS NULL),
              avg(absolute_error), avg(signed_error), sum(within_3_points), sum(within_5_points),
              avg(within_3_points), avg(within_5_points), avg(prediction_correct)
            FROM prediction_accuracy WHERE game_date = '2024-01-15' AND system_id = '\(PublishedSystem.primary)'
            """
          ) { row in (0..<15).map { row.double($0) ?? .nan } })
      }
    }
    let names = [
      "total_predictions", "correct", "incorrect", "voided_count", "pass_count", "no_line_count", "recommendations",
      "push_count", "avg_mae", "avg_bias", "within_3_points", "within_5_points", "within_3_pct", "within_5_pct",
      "win_rate",
    ]
    for (name, expected) in zip(names, bySQL) {
      let tolerance = name.hasPrefix("avg_") ? 0.005 : name.hasSuffix("_pct") || name == "win_rate" ? 0.0005 : 0
      let value = try #require(summary[name]?.double, "\(name)")
      #expect(abs(value - expected) <= tolerance + 1e-9, "\(name)")
    }
    #expect(summary.count == names.count)
  }
}

extension JSONValue {
  fileprivate var count: Int {
    if case .object(let fields) = self { fields.count } else { 0 }
  }
}
