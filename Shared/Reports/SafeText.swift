/// Text of strangers on a terminal: what would move the cursor, change colours or turn the direction of writing is shown
/// by its number.
package enum SafeText {
  /// One line.
  package static func line(_ text: String) -> String { escaped(text) { _ in false } }

  /// Several lines; tabs stay.
  package static func lines(_ text: String) -> String { escaped(text) { $0 == "\n" || $0 == "\t" } }

  private static func escaped(_ text: String, except isKept: (Unicode.Scalar) -> Bool) -> String {
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isKept(scalar) || !isUnsafe(scalar) {
        safe.append(scalar)
      } else {
        safe.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      }
    }
    return String(safe)
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
    default: false
    }
  }
}
