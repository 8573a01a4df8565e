/// Lines of the Prometheus text format.
enum PrometheusText {
  /// `name{a="b"} 1`.
  static func sample(_ name: String, _ labels: [(String, String)], _ value: Double) -> String {
    let inner = labels.map { "\($0.0)=\"\(escaped($0.1))\"" }.joined(separator: ",")
    return name + (inner.isEmpty ? "" : "{\(inner)}") + " " + number(value)
  }

  /// A help text on its line.
  static func help(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
  }

  /// A whole number without a point, others in full.
  static func number(_ value: Double) -> String {
    if value == .infinity { return "+Inf" }
    if value == -.infinity { return "-Inf" }
    if value.isNaN { return "NaN" }
    return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
  }

  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
