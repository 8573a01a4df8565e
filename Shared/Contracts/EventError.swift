/// Why bytes from the bus are not an event of ours. Each is final: the message goes to the dead-letter topic.
public enum EventError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The body is empty.
  case emptyBody
  /// The body is not a JSON object.
  case notAnObject(String)
  /// A required attribute or field is missing.
  case missing(String)
  /// A field's value is not usable.
  case invalid(field: String, value: String, expected: String)
  /// The event type is not known to this version.
  case unknownType(String)
  /// The envelope's version is not 1.0.
  case unknownSpecVersion(String)

  /// What is wrong, and what would be right.
  public var description: String {
    switch self {
    case .emptyBody: "the body is empty; a date event needs at least {\"date\":\"YYYY-MM-DD\"}"
    case .notAnObject(let why): "the body is not a JSON object: \(why)"
    case .missing(let field): "'\(field)' is missing"
    case .invalid(let field, let value, let expected): "'\(field)' is '\(value)'; expected \(expected)"
    case .unknownType(let type): "the event type '\(type)' is not known to this version"
    case .unknownSpecVersion(let version): "CloudEvents version '\(version)' is not supported; send 1.0"
    }
  }
}
