/// A CSV as it is written: a header and rows of as many fields.
struct CSVText {
  private(set) var bytes: [UInt8] = []
  private(set) var rows = 0

  /// - Parameter header: the names, separated by commas.
  init(header: String) {
    bytes.append(contentsOf: "\(header)\n".utf8)
  }

  /// Appends a row. None of the simulation's texts holds a comma or a quote.
  mutating func append(_ fields: [Any?]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if let field { bytes.append(contentsOf: "\(field)".utf8) }
    }
    bytes.append(UInt8(ascii: "\n"))
    rows += 1
  }
}
