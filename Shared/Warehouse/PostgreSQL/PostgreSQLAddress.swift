import CPostgres

/// Where a database is, as libpq reads it: `postgresql://user@host:5432/database?option=value`.
///
/// The password may stand in it, in `PGPASSWORD` or in `~/.pgpass`; it appears in no description and in no message.
struct PostgreSQLAddress: Sendable {
  /// What libpq is given.
  let text: String
  /// The address without password and options, for messages to people.
  let location: String
  private let password: String?

  /// - Throws: ``WarehouseError/refused(location:reason:)`` when libpq cannot read it; the address is not repeated.
  init(_ text: String) throws {
    var problem: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(text, &problem) else {
      PQfreemem(problem)
      throw WarehouseError.refused(
        location: "database",
        reason: "its address cannot be read; write it as postgresql://user@host:5432/database and keep the password in "
          + "PGPASSWORD or ~/.pgpass, or encode its special characters with %")
    }
    defer { PQconninfoFree(options) }
    var parts: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { parts[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    self.text = text
    password = parts["password"].flatMap { $0.isEmpty ? nil : $0 }
    let user = parts["user"].map { "\($0)@" } ?? ""
    let port = parts["port"].map { ":\($0)" } ?? ""
    let host = parts["host"] ?? parts["hostaddr"] ?? ""
    location = "postgresql://\(user)\(host)\(host.hasPrefix("/") ? "" : port)/\(parts["dbname"] ?? "")"
  }

  /// A message of libpq in one line, without the password.
  func said(_ message: String) -> String {
    var line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    if let password { line = line.replacing(password, with: "***") }
    return line
  }
}

extension PostgreSQLAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  var description: String { location }
  var debugDescription: String { location }
  var customMirror: Mirror { Mirror(self, children: []) }
}
