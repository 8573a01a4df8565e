import League

extension PhaseCompleted {
  init(fields object: [String: JSONValue]) throws(EventError) {
    var fields = Fields(object)
    let phases = "one of " + Phase.allCases.map(\.rawValue).joined(separator: ", ")
    guard let phase = try fields.choice("phase", phases, Phase.init(rawValue:)) else { throw .missing("phase") }
    let statuses = "one of " + Outcome.allCases.map(\.rawValue).joined(separator: ", ")
    guard let status = try fields.choice("status", statuses, Outcome.init(rawValue:)) else { throw .missing("status") }
    guard let changed = try fields.flag("changed") else { throw .missing("changed") }
    let reason = try fields.text("reason")
    var tables: [TableOutcome] = []
    if let value = fields.take("tables_done") {
      guard case .array(let items) = value else {
        throw .invalid(field: "tables_done", value: value.plainText, expected: "a list of table outcomes")
      }
      for item in items {
        guard case .object(let fields) = item else {
          throw .invalid(field: "tables_done", value: item.plainText, expected: "a list of table outcomes")
        }
        tables.append(try TableOutcome(fields: fields))
      }
    }
    var request = try DateRequested(taking: &fields, defaultRunID: "unknown")
    request.unknown = fields.rest
    self.init(
      request: request, phase: phase, status: status, changed: changed, reason: reason, tables: tables)
  }

  var fields: [String: JSONValue] {
    var fields = request.fields
    fields["phase"] = .string(phase.rawValue)
    fields["status"] = .string(status.rawValue)
    fields["changed"] = .bool(changed)
    fields["reason"] = reason.map { .string($0) }
    fields["tables_done"] = .array(tables.map { .object($0.fields) })
    return fields
  }
}

extension TableOutcome {
  init(fields object: [String: JSONValue]) throws(EventError) {
    var fields = Fields(object)
    guard let table = try fields.choice("table", "a table name", { TableName($0) }) else { throw .missing("table") }
    let statuses = "one of " + Outcome.allCases.map(\.rawValue).joined(separator: ", ")
    guard let status = try fields.choice("status", statuses, Outcome.init(rawValue:)) else { throw .missing("status") }
    self.init(
      table: table, status: status, rows: try fields.count("rows") ?? 0, expected: try fields.count("expected"),
      outputDigest: try fields.text("output_digest") ?? "", changed: try fields.flag("changed") ?? false,
      durationMS: try fields.count("duration_ms") ?? 0, reason: try fields.text("reason"))
  }

  var fields: [String: JSONValue] {
    var fields: [String: JSONValue] = [
      "table": .string(table.text), "status": .string(status.rawValue), "rows": .integer(Int64(rows)),
      "output_digest": .string(outputDigest), "changed": .bool(changed), "duration_ms": .integer(Int64(durationMS)),
    ]
    fields["expected"] = expected.map { .integer(Int64($0)) }
    fields["coverage"] = coverage.map { .number(($0 * 10_000).rounded() / 10_000) }
    fields["reason"] = reason.map { .string($0) }
    return fields
  }
}
