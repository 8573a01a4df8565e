public import Contracts
public import Warehouse

/// What a phase declares of one of its tables, as it stands in the catalogue.
public struct CatalogEntry: Hashable, Sendable {
  /// The table.
  public var table: TableName
  /// The phase that owns it.
  public var phase: Phase
  /// Version of the code that computes it.
  public var codeVersion: String
  /// The declaration, as JSON.
  public var declaration: String

  /// An entry.
  public init(table: TableName, phase: Phase, codeVersion: String, declaration: String) {
    self.table = table
    self.phase = phase
    self.codeVersion = codeVersion
    self.declaration = declaration
  }
}

extension Ledger {
  /// Makes the entries of a phase the catalogue's; entries that the phase no longer has are dropped.
  public static func register(
    _ entries: [CatalogEntry], of phase: Phase, at time: String, in writer: any WarehouseWriter
  ) throws {
    try writer.execute("DELETE FROM table_catalog WHERE phase = ?", [.text(phase.rawValue)])
    for entry in entries {
      try writer.execute(
        "INSERT INTO table_catalog (table_name, phase, code_version, declaration, registered_at) VALUES (?, ?, ?, ?, ?)",
        [
          .text(entry.table.text), .text(entry.phase.rawValue), .text(entry.codeVersion), .text(entry.declaration),
          .text(time),
        ])
    }
  }

  /// Every table that a phase has registered.
  public static func catalog(in reader: any WarehouseReader) throws -> [CatalogEntry] {
    try reader.all("SELECT table_name, phase, code_version, declaration FROM table_catalog ORDER BY table_name") {
      row in
      guard let table = row.text(0).flatMap({ TableName($0) }), let phase = row.text(1).flatMap(Phase.init(rawValue:))
      else { throw WarehouseError.undecodable(table: "table_catalog", column: "table_name, phase") }
      return CatalogEntry(
        table: table, phase: phase, codeVersion: row.text(2) ?? "", declaration: row.text(3) ?? "")
    }
  }
}
