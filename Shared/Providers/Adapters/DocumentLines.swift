/// Lines in the columns of the archive, as an adapter gives them.
public struct DocumentLines: Sendable {
  /// The names of the columns.
  public let columns: [String]
  /// How many lines there are.
  public private(set) var count = 0
  private var bytes: [UInt8]

  /// No lines yet.
  ///
  /// - Parameter columns: names separated by commas.
  init(_ columns: String) {
    self.columns = columns.split(separator: ",").map(String.init)
    bytes = Array(columns.utf8) + [10]
  }

  /// Appends a line: a field for each column.
  mutating func append(_ fields: [String?]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(44) }
      guard let field else { continue }
      if field.utf8.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }) {
        bytes.append(34)
        for byte in field.utf8 {
          if byte == 34 { bytes.append(34) }
          bytes.append(byte)
        }
        bytes.append(34)
      } else {
        bytes.append(contentsOf: field.utf8)
      }
    }
    bytes.append(10)
    count += 1
  }

  /// The lines as a table.
  public func table(name: String) throws(ProviderError) -> CSVTable {
    try CSVTable(bytes, name: name)
  }
}

/// A number as a field.
func field(_ number: Int?) -> String? { number.map(String.init) }

/// `1` or `0`.
func field(_ flag: Bool?) -> String? { flag.map { $0 ? "1" : "0" } }

/// A number as a field, whole ones without a fraction.
func field(_ number: Double?) -> String? {
  guard let number else { return nil }
  return number.rounded() == number && abs(number) < 1e9 ? String(Int(number)) : String(number)
}
