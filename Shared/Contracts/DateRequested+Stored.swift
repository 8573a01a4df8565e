extension DateRequested {
  /// The request as JSON text, as the ledger keeps it.
  public func storedText() throws -> String {
    String(decoding: try JSONValue.object(fields).bytes(), as: UTF8.self)
  }

  /// The request in a JSON text that ``storedText()`` made.
  public init(storedText: String) throws {
    guard case .object(let fields) = try JSONValue(parsing: Array(storedText.utf8)) else {
      throw EventError.notAnObject(storedText)
    }
    try self.init(fields: fields, defaultRunID: "unknown")
  }
}
