import JSON

/// A table as stats.nba.com sends it: names, and rows of as many values.
struct ResultSet {
  /// A row.
  struct Row {
    let set: ResultSet
    let values: [JSONElement]
    let value: JSONElement

    func optionalInteger(_ column: String) throws(ProviderError) -> Int? {
      let field = try field(column)
      guard !field.isNull, field.text?.isEmpty != true else { return nil }
      guard let number = field.integer else { throw field.wrong("'\(column)' is no whole number") }
      return number
    }

    func integer(_ column: String) throws(ProviderError) -> Int {
      guard let number = try optionalInteger(column) else { throw value.wrong("'\(column)' is empty") }
      return number
    }

    func optionalText(_ column: String) throws(ProviderError) -> String? {
      let field = try field(column)
      guard !field.isNull else { return nil }
      guard let text = field.text else { throw field.wrong("'\(column)' is no text") }
      return text.isEmpty ? nil : text
    }

    func text(_ column: String) throws(ProviderError) -> String {
      guard let text = try optionalText(column) else { throw value.wrong("'\(column)' is empty") }
      return text
    }

    /// The text of a column that not every capture has.
    func textIfThere(_ column: String) throws(ProviderError) -> String? {
      set.places[column] == nil ? nil : try optionalText(column)
    }

    private func field(_ column: String) throws(ProviderError) -> JSONElement {
      guard let place = set.places[column] else { throw value.wrong("'\(set.name)' has no column '\(column)'") }
      return values[place]
    }
  }

  let name: String
  fileprivate let places: [String: Int]
  private let raw: [JSONElement]

  /// The set of a name.
  init(_ name: String, in document: JSONDocument) throws(ProviderError) {
    for set in try document.root.list("resultSets") where set["name"]?.text == name {
      self.name = name
      var places: [String: Int] = [:]
      for (place, header) in try set.list("headers").enumerated() {
        guard let text = header.text, places.updateValue(place, forKey: text) == nil else {
          throw header.wrong("a column's name is no text, or is there twice")
        }
      }
      self.places = places
      raw = try set.list("rowSet")
      return
    }
    throw document.root.wrong("there is no result set '\(name)'")
  }

  /// The rows; each must have a value for each column.
  func rows() throws(ProviderError) -> [Row] {
    var rows: [Row] = []
    rows.reserveCapacity(raw.count)
    for value in raw {
      guard let values = value.elements, values.count == places.count else {
        throw value.wrong("a row does not have \(places.count) values")
      }
      rows.append(Row(set: self, values: values, value: value))
    }
    return rows
  }
}
