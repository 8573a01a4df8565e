import Warehouse

/// What the trained model sees of a player before his game: numbers by name, in order. What is not known stays missing.
struct ModelVector: Hashable, Sendable {
  /// NaN is missing.
  private(set) var values = [Double](repeating: .nan, count: Self.names.count)

  /// Raised whenever a feature is added, taken away, moved, or computed in another way. A model serves only vectors of the
  /// version that it was trained on.
  static let version = "form_1"

  init() {}

  /// - Parameter floats: as ``floats`` gave them; fewer leave the rest missing.
  init(floats: [Float]) {
    for (index, value) in floats.prefix(values.count).enumerated() {
      values[index] = Double(value)
    }
  }

  subscript(feature: ModelFeature) -> Double? {
    get {
      let value = values[feature.rawValue]
      return value.isNaN ? nil : value
    }
    set { values[feature.rawValue] = newValue.flatMap { $0.isFinite ? $0 : nil } ?? .nan }
  }

  /// The names in order, as the store has them.
  static let names = ModelFeature.columns.map { "\($0.name)" }
  /// What a model says it was trained on.
  static let namesDigest = RowSetDigest.hex(of: names.joined(separator: ",").utf8)

  /// As the model takes it.
  var floats: [Float] { values.map(Float.init) }
  /// The points that the model starts from: a book's line where there is one, else the points of his form.
  var start: Double? { self[.line] ?? self[.formPoints] }

  /// Shows every feature to the visitor, each under its own name, with four decimals.
  mutating func columns(_ c: inout some ColumnVisitor) throws {
    for (index, column) in ModelFeature.columns.enumerated() {
      var value: Double? = values[index].isNaN ? nil : values[index]
      try c.column(column.name, &value, scale: 4, column.meaning)
      values[index] = value ?? .nan
    }
  }
}
