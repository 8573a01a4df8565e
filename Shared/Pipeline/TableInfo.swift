import Foundation
public import Contracts
public import Ledger
public import Warehouse

/// A table's declaration as a value: what planning, readiness, staleness and documentation need, without its code.
public struct TableInfo: Hashable, Sendable, Codable {
  /// The table.
  public var name: TableName
  /// The phase that owns it.
  public var phase: Phase
  /// Version of the code.
  public var version: Int
  /// Whether its cell is a date's or a whole season's.
  public var grain: Grain
  /// What it reads.
  public var reads: [DeclaredRead]
  /// On which dates it is computed.
  public var cadence: Cadence
  /// What it does on bootstrap dates.
  public var bootstrap: BootstrapPolicy
  /// Rows that the schedule makes expected.
  public var expected: ExpectedRows
  /// Its columns.
  public var schema: TableSchema
  /// What it is for; empty when the declaration does not say.
  public var purpose: String
  /// What it promises of its rows.
  public var quality: [QualityCheck]

  /// What one cell of a table covers.
  public enum Grain: String, Hashable, Sendable, Codable {
    case gameDate = "game_date"
    case season
  }

  /// A read with what the reader wants of it.
  public struct DeclaredRead: Hashable, Sendable, Codable {
    /// The read.
    public var read: Read
    /// Whether a skip of that table skips the reader.
    public var passesSkipOn: Bool
    /// The columns it wants; nil for what is not a table.
    public var columns: TableSchema?
  }

  /// Version as the ledger keeps it.
  public var codeVersion: String { "\(name)@\(version)" }

  /// The catalogue's entry.
  public func catalogEntry() throws -> CatalogEntry {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return CatalogEntry(
      table: name, phase: phase, codeVersion: codeVersion,
      declaration: String(decoding: try encoder.encode(self), as: UTF8.self))
  }

  /// The declaration in a catalogue's entry.
  public init(_ entry: CatalogEntry) throws {
    self = try JSONDecoder().decode(TableInfo.self, from: Data(entry.declaration.utf8))
  }

  init<T: Table>(_ table: T, phase: Phase) throws {
    name = T.name
    self.phase = phase
    version = table.version
    grain = .gameDate
    reads = try table.inputs.map(DeclaredRead.init)
    cadence = table.cadence
    bootstrap = table.bootstrap
    expected = table.expected
    schema = try TableSchema(table: T.name.text, row: T.Row.self)
    purpose = table.purpose
    quality = table.quality
    try quality.forEach { try $0.check(against: schema, grain: grain) }
  }

  init<T: SeasonTable>(_ table: T, phase: Phase) throws {
    name = T.name
    self.phase = phase
    version = table.version
    grain = .season
    reads = try table.inputs.map(DeclaredRead.init)
    cadence = .everyDate
    bootstrap = .process
    expected = .unstated
    schema = try TableSchema(table: T.name.text, row: T.Row.self)
    purpose = table.purpose
    quality = table.quality
    try quality.forEach { try $0.check(against: schema, grain: grain) }
  }
}

extension TableInfo.DeclaredRead {
  init(_ input: any Input) throws {
    self.init(read: input.read, passesSkipOn: input.passesSkipOn, columns: try input.columns)
  }
}

extension TableInfo {
  /// A declaration from a catalogue, which an earlier version may have written: it lacks what was not declared then.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(TableName.self, forKey: .name)
    phase = try container.decode(Phase.self, forKey: .phase)
    version = try container.decode(Int.self, forKey: .version)
    grain = try container.decode(Grain.self, forKey: .grain)
    reads = try container.decode([DeclaredRead].self, forKey: .reads)
    cadence = try container.decodeIfPresent(Cadence.self, forKey: .cadence) ?? .everyDate
    bootstrap = try container.decode(BootstrapPolicy.self, forKey: .bootstrap)
    expected = try container.decode(ExpectedRows.self, forKey: .expected)
    schema = try container.decode(TableSchema.self, forKey: .schema)
    purpose = try container.decodeIfPresent(String.self, forKey: .purpose) ?? ""
    quality = try container.decodeIfPresent([QualityCheck].self, forKey: .quality) ?? []
  }
}
