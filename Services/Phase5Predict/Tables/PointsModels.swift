import Contracts
import Foundation
import League
import Pipeline
import Warehouse

/// The models of the system `xgboost_v1`: one every fourth week, trained on the games of up to five seasons before it, with
/// all that is needed to tell what it is. Predictions ask the newest one.
struct PointsModels: Table {
  static let name: TableName = "points_models"
  let version = 2
  let cadence = Cadence.fourthWeekOpening
  let purpose = "The trained models of xgboost_v1, each with its bytes, its digest and what it was trained on."
  /// Seasons that are learned from, the running one among them.
  static let seasons = 5

  struct Row: Record {
    var modelID = ""
    var system = PredictionSystem.boosted
    var vectorVersion = ModelVector.version
    var names = ModelVector.names.joined(separator: ",")
    var namesDigest = ModelVector.namesDigest
    var trainStart = GameDate(dayNumber: 0)
    var trainEnd = GameDate(dayNumber: 0)
    var rows = 0
    var settings = ""
    var seed = 0
    var error = 0.0
    var startError = 0.0
    var artefactDigest = ""
    var artefact = ""

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("model_id", &modelID, "System, version of the features, and the Monday of the week")
      try c.column("system_id", &system, "The system that asks it")
      try c.column("feature_version", &vectorVersion, "Version of the features")
      try c.column("feature_names", &names, "Names of the features in order, joined by commas")
      try c.column("feature_names_digest", &namesDigest, "Digest of these names")
      try c.column("train_start", &trainStart, "Date of the first game that it learned from")
      try c.column("train_end", &trainEnd, "Date of the last one; it serves dates from the second day after it")
      try c.column("training_rows", &rows, "Games of players that it learned from")
      try c.column("parameters", &settings, "Settings of XGBoost as compact JSON")
      try c.column("seed", &seed, "Seed of its samples")
      try c.column("training_mae", &error, scale: 4, in: 0...60, "Mean absolute error on what it learned from")
      try c.column("start_mae", &startError, scale: 4, in: 0...60, "Same of the points that it starts from")
      try c.column("artefact_digest", &artefactDigest, "SHA-256 of the artefact, first 32 hex digits")
      try c.column("artefact", &artefact, "The model in XGBoost's universal binary JSON, in base 64")
    }
  }

  let vectors = History<TrainingVector>(seasons: Self.seasons)
  let results = History<PastGame>(seasons: Self.seasons)
  var inputs: [any Input] { [vectors, results] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let set = try TrainingSet(try view[vectors], results: try view[results], until: TrainingWeek.end(date))
    guard set.count >= TrainingWeek.fewestRows, let first = set.first, let last = set.last else {
      return .empty("\(set.count) rows to learn from; \(TrainingWeek.fewestRows) are needed")
    }
    return Partition([try Self.row(from: consume set, first: first, last: last, week: date.monday)])
  }

  static func row(
    from set: consuming TrainingSet, first: GameDate, last: GameDate, week: GameDate,
    settings: BoosterSettings = .standard
  ) throws -> Row {
    let startError = set.meanError(of: set.matrix.starts)
    let booster = try Booster.trained(on: set.takeMatrix(), labels: set.labels, settings: settings)
    let artefact = try booster.artefact
    var row = Row()
    row.modelID = "\(PredictionSystem.boosted.rawValue)/\(ModelVector.version)/\(week)"
    row.trainStart = first
    row.trainEnd = last
    row.rows = set.count
    row.settings = settings.text
    row.seed = settings.seed
    row.error = set.meanError(of: booster.fitted) ?? 0
    row.startError = startError ?? 0
    row.artefactDigest = RowSetDigest.hex(of: artefact)
    row.artefact = Data(artefact).base64EncodedString()
    return row
  }
}
