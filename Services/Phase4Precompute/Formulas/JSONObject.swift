/// One compact JSON object whose keys stand in the order in which they were added.
///
/// Keys and texts are our own words, without characters that JSON would have to escape.
struct JSONObject {
  private var body = ""

  /// The object as text.
  var text: String { "{\(body)}" }

  mutating func add(_ key: StaticString, _ value: Int?) {
    add(key, literal: value.map(String.init))
  }

  mutating func add(_ key: StaticString, _ value: Double?) {
    // Adding zero makes a negative zero a plain one.
    add(key, literal: value.flatMap { $0.isFinite ? "\($0 + 0)" : nil })
  }

  mutating func add(_ key: StaticString, _ value: Bool) {
    add(key, literal: value ? "true" : "false")
  }

  mutating func add(_ key: StaticString, _ value: String?) {
    add(key, literal: value.map { "\"\($0)\"" })
  }

  private mutating func add(_ key: StaticString, literal: String?) {
    if !body.isEmpty { body += "," }
    body += "\"\(key)\":"
    body += literal ?? "null"
  }
}
