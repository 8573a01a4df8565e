import Contracts
import Foundation
import League
import Ledger
import Pipeline
import Reports
import Warehouse

/// The trained models: what each learned from, what its predictions came to, and whether the gates of promotion hold.
struct ModelsReport: Encodable {
  var models: [Model]
  /// Over every selected grade of the trained system.
  var gates: [PromotionGate]

  /// A model as it is stored, and what it has served.
  struct Model: Encodable {
    var modelID: String
    var featureVersion: String
    var trainStart: GameDate
    var trainEnd: GameDate
    var trainingRows: Int
    /// On what it learned from.
    var trainingMAE: Double
    var artefactDigest: String
    /// Nil when nothing that it predicted is graded and selected.
    var served: Served?
  }

  /// Predictions of a model for dates after its training.
  struct Served: Encodable {
    var firstDate: GameDate
    var lastDate: GameDate
    var predictions: Int
    var mae: Double
    var movingAverageMAE: Double
    var medianError: Double
    var betsDecided: Int
    var hitRate: Double?

    /// Nil without any.
    init?(_ record: ModelRecord) {
      guard let first = record.firstDate, let last = record.lastDate, let error = record.error,
        let rule = record.ruleError, let median = record.medianError
      else { return nil }
      (firstDate, lastDate, predictions) = (first, last, record.predictions)
      (mae, movingAverageMAE, medianError) = (error, rule, median)
      (betsDecided, hitRate) = (record.bets.decided, record.bets.winRate)
    }
  }

  /// - Parameters:
  ///   - models: every stored model.
  ///   - grades: every grade of the trained system.
  init(_ models: [Model], grades: [ModelRecord.Grade], selection: DateSelection) {
    let selected = grades.filter { selection.contains($0.date, of: Season(nominal: $0.date)) }
    let byModel = Dictionary(grouping: selected, by: \.model)
    self.models = models.map { model in
      var model = model
      model.served = Served(ModelRecord(byModel[model.modelID] ?? []))
      return model
    }
    gates = PromotionGate.all(ModelRecord(selected))
  }

  /// The models of a warehouse; nil where there are none to be read.
  static func make(_ reader: any WarehouseReader, selection: DateSelection) throws -> ModelsReport? {
    let tables = Set(try Ledger.catalog(in: reader).map { try TableInfo($0).name.text })
    guard tables.contains("points_models") else { return nil }
    let models = try reader.all(
      """
      SELECT model_id, feature_version, train_start, train_end, training_rows, training_mae, artefact_digest
      FROM points_models ORDER BY game_date
      """
    ) { row in
      Model(
        modelID: try row.required(0, of: "points_models"), featureVersion: try row.required(1, of: "points_models"),
        trainStart: try row.required(2, of: "points_models"), trainEnd: try row.required(3, of: "points_models"),
        trainingRows: try row.required(4, of: "points_models"), trainingMAE: try row.required(5, of: "points_models"),
        artefactDigest: try row.required(6, of: "points_models"))
    }
    guard !models.isEmpty else { return nil }
    let grades = try GradeCounts.areThere(in: reader) ? ModelRecord.grades(in: reader) : []
    return ModelsReport(models, grades: grades, selection: selection)
  }

  /// Whether nothing stands against promotion: every gate was judged but the one of bets, and none failed.
  var isPromotable: Bool {
    gates.allSatisfy { $0.verdict == .passed || ($0.name == .hitRate && $0.verdict == .notJudged) }
  }

  static let nothing = "There is no trained model. The first comes with 5000 games of players: backcourt backfill --all"

  /// The report for people.
  var text: String {
    var lines = TextTable(columns: [
      .left("model"), .right("learned from"), .right("to"), .right("rows"), .right("error in training"),
      .right("served from"), .right("to"), .right("rows"), .right("error"), .right("moving_average"), .right("median"),
      .right("hit rate"),
    ])
    for model in models {
      lines.add(
        [
          model.modelID, "\(model.trainStart)", "\(model.trainEnd)", "\(model.trainingRows)",
          Self.points(model.trainingMAE),
        ] + (model.served?.cells ?? Array(repeating: "", count: 7)))
    }
    var table = TextTable(columns: [.left("gate"), .left("asked"), .left("found"), .left("")])
    for gate in gates {
      table.add([
        gate.name.rawValue, gate.bound, gate.found, gate.verdict.rawValue.replacingOccurrences(of: "_", with: " "),
      ])
    }
    return [
      lines.text, "Promotion, over the selected grades of all of them:\n" + table.text,
      isPromotable ? "Nothing stands against promotion." : "NOT to be promoted: see the gates above.",
    ].joined(separator: "\n\n")
  }

  fileprivate static func points(_ value: Double) -> String { String(format: "%.2f", value) }
}

extension ModelsReport.Served {
  fileprivate var cells: [String] {
    [
      "\(firstDate)", "\(lastDate)", "\(predictions)", ModelsReport.points(mae), ModelsReport.points(movingAverageMAE),
      String(format: "%+.2f", medianError),
      hitRate.map { String(format: "%.1f %% of %d", $0 * 100, betsDecided) } ?? "",
    ]
  }
}
