import Pipeline
import Warehouse

/// What one column holds, beside its declaration.
struct ColumnProfile: Encodable, Sendable {
  /// The declaration.
  let column: TableSchema.Column
  private(set) var rows = 0
  private(set) var nulls = 0
  /// Least and greatest number; nil for text.
  private(set) var minimum: Double?
  private(set) var maximum: Double?
  private var numbers = 0
  private var total = 0.0
  private var values: Set<SQLValue> = []

  init(_ column: TableSchema.Column) {
    self.column = column
  }

  mutating func add(_ value: SQLValue) {
    rows += 1
    switch value {
    case .null: nulls += 1
    case .text: values.insert(value)
    case .integer(let number): add(Double(number), value)
    case .real(let number): add(number, value)
    }
  }

  private mutating func add(_ number: Double, _ value: SQLValue) {
    numbers += 1
    total += number
    minimum = min(minimum ?? number, number)
    maximum = max(maximum ?? number, number)
    values.insert(value)
  }

  /// Share of rows in which it is null.
  var nullRate: Double { rows > 0 ? Double(nulls) / Double(rows) : 0 }
  /// Mean of the numbers; nil for text.
  var mean: Double? { numbers > 0 ? total / Double(numbers) : nil }
  /// Different values, null aside.
  var distinct: Int { values.count }

  /// How the values break the declaration; empty when they do not.
  var breaches: [String] {
    var breaches: [String] = []
    if nulls > 0, !column.isNullable { breaches.append("null, though declared never to be") }
    if let minimum, let least = column.minimum, minimum < least { breaches.append("below \(QualityCheck.text(least))") }
    if let maximum, let most = column.maximum, maximum > most { breaches.append("above \(QualityCheck.text(most))") }
    return breaches
  }

  private enum CodingKeys: String, CodingKey {
    case name, type, isNullable, declaredMinimum, declaredMaximum, rows, nullRate, minimum, maximum, mean, distinct,
      breaches
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(column.name, forKey: .name)
    try container.encode(column.typeName, forKey: .type)
    try container.encode(column.isNullable, forKey: .isNullable)
    try container.encodeIfPresent(column.minimum, forKey: .declaredMinimum)
    try container.encodeIfPresent(column.maximum, forKey: .declaredMaximum)
    try container.encode(rows, forKey: .rows)
    try container.encode(nullRate, forKey: .nullRate)
    try container.encodeIfPresent(minimum, forKey: .minimum)
    try container.encodeIfPresent(maximum, forKey: .maximum)
    try container.encodeIfPresent(mean, forKey: .mean)
    try container.encode(distinct, forKey: .distinct)
    try container.encode(breaches, forKey: .breaches)
  }
}
