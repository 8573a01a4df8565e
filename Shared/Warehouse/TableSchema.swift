/// The shape of a table: its columns in order. `game_date` comes first and belongs to the key.
public struct TableSchema: Hashable, Sendable, Codable {
  /// The table's name in the store.
  public var table: String
  /// The columns after `game_date`.
  public var columns: [Column]

  /// One column.
  public struct Column: Hashable, Sendable, Codable {
    /// Name in the store.
    public var name: String
    /// How it is stored.
    public var storage: StorageType
    /// Whether it is stored as 1 and 0 for true and false.
    public var isBoolean: Bool
    /// Whether it may be null.
    public var isNullable: Bool
    /// Whether it belongs to the key.
    public var isKey: Bool
    /// Decimals kept; nil keeps all.
    public var scale: Int?
    /// Lowest value accepted.
    public var minimum: Double?
    /// Highest value accepted.
    public var maximum: Double?
    /// What it means, its unit, and when it is null.
    public var meaning: String
  }

  /// The schema of a record type.
  public init<Row: Record>(table: String, row: Row.Type) throws {
    var row = Row()
    var collector = ColumnCollector()
    try row.columns(&collector)
    self.table = table
    self.columns = collector.columns
  }

  /// The key after `game_date`.
  public var key: [String] { columns.filter(\.isKey).map(\.name) }

  private struct ColumnCollector: ColumnReader {
    var columns: [Column] = []

    mutating func read(_ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> SQLValue) throws {
      let traits = traits()
      let name = "\(traits.name)"
      guard !columns.contains(where: { $0.name == name }), name != "game_date" else {
        throw WarehouseError.badDeclaration("column \(name) is declared twice")
      }
      columns.append(
        Column(
          name: name, storage: traits.storage, isBoolean: traits.isBoolean, isNullable: traits.isNullable,
          isKey: traits.isKey, scale: traits.scale,
          minimum: traits.range?.lowerBound, maximum: traits.range?.upperBound, meaning: "\(traits.meaning)"))
    }
  }
}

extension TableSchema.Column {
  /// A column as a catalogue has it; one of an earlier version does not say which columns are booleans.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    storage = try container.decode(StorageType.self, forKey: .storage)
    isBoolean = try container.decodeIfPresent(Bool.self, forKey: .isBoolean) ?? false
    isNullable = try container.decode(Bool.self, forKey: .isNullable)
    isKey = try container.decode(Bool.self, forKey: .isKey)
    scale = try container.decodeIfPresent(Int.self, forKey: .scale)
    minimum = try container.decodeIfPresent(Double.self, forKey: .minimum)
    maximum = try container.decodeIfPresent(Double.self, forKey: .maximum)
    meaning = try container.decode(String.self, forKey: .meaning)
  }
}
