import League

extension DateRequested {
  /// The request in a JSON object. Only `date` must be there.
  init(fields: [String: JSONValue], defaultRunID: String) throws(EventError) {
    var fields = Fields(fields)
    try self.init(taking: &fields, defaultRunID: defaultRunID)
    unknown = fields.rest
  }

  init(taking fields: inout Fields, defaultRunID: String) throws(EventError) {
    guard let date = try fields.choice("date", "a date that exists, as YYYY-MM-DD", { GameDate($0) }) else {
      throw .missing("date")
    }
    let phases = "one of " + Phase.allCases.map(\.rawValue).joined(separator: ", ")
    self.init(runID: try fields.text("run_id") ?? defaultRunID, date: date)
    from = try fields.choice("from", phases, { Phase($0) }) ?? from
    through = try fields.choice("through", phases, { Phase($0) }) ?? through
    guard from <= through else {
      throw .invalid(field: "through", value: through.rawValue, expected: "a phase not before \(from.rawValue)")
    }
    if let value = fields.take("tables") {
      tables = try Self.tables(value)
    }
    mode = try fields.choice("mode", "live, backfill or replay", RunMode.init(rawValue:)) ?? mode
    skipDownstream = try fields.flag("skip_downstream") ?? skipDownstream
    force = try fields.flag("force") ?? force
    acceptGaps = try fields.flag("accept_gaps") ?? acceptGaps
    bootstrapDays = try fields.count("bootstrap_days", in: 0...366)
    attempt = try fields.count("attempt", in: 1...Int.max) ?? attempt
    requestedBy = try fields.text("requested_by") ?? requestedBy
  }

  private static func tables(_ value: JSONValue) throws(EventError) -> [TableName] {
    let expected = "a list of table names"
    guard case .array(let items) = value else {
      throw .invalid(field: "tables", value: value.plainText, expected: expected)
    }
    var names: [TableName] = []
    for item in items {
      guard case .string(let text) = item, let name = TableName(text) else {
        throw .invalid(field: "tables", value: item.plainText, expected: expected)
      }
      names.append(name)
    }
    return names
  }

  var fields: [String: JSONValue] {
    var fields = unknown
    fields["run_id"] = .string(runID)
    fields["date"] = .string(date.description)
    fields["from"] = .string(from.rawValue)
    fields["through"] = .string(through.rawValue)
    fields["tables"] = tables.map { .array($0.map { .string($0.text) }) }
    fields["mode"] = .string(mode.rawValue)
    fields["skip_downstream"] = .bool(skipDownstream)
    fields["force"] = .bool(force)
    fields["accept_gaps"] = .bool(acceptGaps)
    fields["bootstrap_days"] = bootstrapDays.map { .integer(Int64($0)) }
    fields["attempt"] = .integer(Int64(attempt))
    fields["requested_by"] = .string(requestedBy)
    return fields
  }
}
