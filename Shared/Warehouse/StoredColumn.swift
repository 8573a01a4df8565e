/// A column as the store has it.
public struct StoredColumn: Hashable, Sendable {
  /// Its name.
  public var name: String
  /// How it is stored; nil for a type that no declaration has.
  public var storage: StorageType?
  /// Whether it may be null.
  public var isNullable: Bool
  /// Whether it belongs to the key.
  public var isKey: Bool
}

extension TableSchema {
  /// The columns that a table in the store lacks and that may be added to it.
  ///
  /// - Throws: ``WarehouseError/schemaDiffers(table:difference:)`` when adding columns does not make it the declared table.
  func additions(to stored: [StoredColumn]) throws -> [Column] {
    var additions: [Column] = []
    for column in columns {
      guard let match = stored.first(where: { $0.name == column.name }) else {
        guard column.isNullable, !column.isKey else {
          throw WarehouseError.schemaDiffers(table: table, difference: "column \(column.name) is missing")
        }
        additions.append(column)
        continue
      }
      guard match.storage == column.storage, match.isNullable == column.isNullable, match.isKey == column.isKey else {
        throw WarehouseError.schemaDiffers(table: table, difference: "column \(column.name) is another type")
      }
    }
    for column in stored where column.name != "game_date" {
      guard columns.contains(where: { $0.name == column.name }) else {
        throw WarehouseError.schemaDiffers(
          table: table, difference: "column \(column.name) is not declared any more")
      }
    }
    return additions
  }
}
