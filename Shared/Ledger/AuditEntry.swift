public import Warehouse

/// Who did what, to what, when and why.
public struct AuditEntry: Hashable, Sendable, Codable {
  /// When.
  public var at: String
  /// Who.
  public var who: String
  /// What: the command's verb.
  public var what: String
  /// To what: a run, a cell, a dead letter.
  public var subject: String
  /// Why, where it was said.
  public var reason: String?
}

extension Ledger {
  /// Notes who did what, and why.
  public static func audit(
    who: String, what: String, subject: String, reason: String?, at time: String, in writer: any WarehouseWriter
  ) throws {
    try writer.execute(
      "INSERT INTO audit (at, who, what, subject, reason) VALUES (?, ?, ?, ?, ?)",
      [.text(time), .text(who), .text(what), .text(subject), SQLValue(reason)])
  }

  /// What was noted, newest first.
  public static func audit(limit: Int, in reader: any WarehouseReader) throws -> [AuditEntry] {
    try reader.all(
      "SELECT at, who, what, subject, reason FROM audit ORDER BY id DESC LIMIT ?", [.integer(Int64(limit))]
    ) { row in
      AuditEntry(
        at: row.text(0) ?? "", who: row.text(1) ?? "", what: row.text(2) ?? "", subject: row.text(3) ?? "",
        reason: row.text(4))
    }
  }
}
