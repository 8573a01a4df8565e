/// A statement with its places as PostgreSQL writes them: `?` and `?1` become `$1`.
enum PostgreSQLStatement {
  static func translated(_ sql: String) -> String {
    var translated = ""
    translated.reserveCapacity(sql.utf8.count + 16)
    var isQuoted = false
    var next = 1
    var rest = sql[...]
    while let character = rest.popFirst() {
      if character == "'" { isQuoted.toggle() }
      guard character == "?", !isQuoted else {
        translated.append(character)
        continue
      }
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      let place = Int(digits) ?? next
      next = max(next, place + 1)
      translated += "$\(place)"
    }
    return translated
  }
}
