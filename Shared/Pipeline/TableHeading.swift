import Foundation
public import Contracts
public import Ledger

/// What a gate or a count of cells needs of a table's declaration: reading all columns of all tables takes far longer.
public struct TableHeading: Hashable, Sendable, Decodable {
  /// The table.
  public let name: TableName
  /// The phase that owns it.
  public let phase: Phase
  /// Whether its cell is a date's or a whole season's.
  public let grain: TableInfo.Grain

  /// The heading of a declaration in a catalogue's entry.
  public init(_ entry: CatalogEntry) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(entry.declaration.utf8))
  }

  /// The heading of a declaration.
  public init(_ info: TableInfo) {
    (name, phase, grain) = (info.name, info.phase, info.grain)
  }
}
