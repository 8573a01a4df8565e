public import JSON

extension JSONDocument {
  /// Parses what a provider gave.
  ///
  /// - Throws: ``ProviderError/malformed(file:line:problem:)`` with the byte at which it stops being JSON.
  public convenience init(_ bytes: [UInt8], name: String) throws(ProviderError) {
    do {
      try self.init(parsing: bytes, name: name)
    } catch {
      let line = JSONDocument.line(of: error.place, in: bytes)
      throw .malformed(file: name, line: line, problem: "\(error)")
    }
  }
}

/// Readers of members that must be there, and of those that need not be. An optional reader gives nil for a missing member
/// and for `null`; a member of another kind is an error for both.
extension JSONElement {
  /// A member that must be there and not `null`.
  public func member(_ name: String) throws(ProviderError) -> JSONElement {
    guard let value = self[name], !value.isNull else { throw wrong("'\(name)' is missing") }
    return value
  }

  /// A member that is an object.
  public func object(_ name: String) throws(ProviderError) -> JSONElement {
    let value = try member(name)
    guard value.isObject else { throw value.wrong("'\(name)' is no object") }
    return value
  }

  /// A member that is a list.
  public func list(_ name: String) throws(ProviderError) -> [JSONElement] {
    let value = try member(name)
    guard let elements = value.elements else { throw value.wrong("'\(name)' is no list") }
    return elements
  }

  /// A list, or nothing.
  public func optionalList(_ name: String) throws(ProviderError) -> [JSONElement] {
    guard let value = self[name], !value.isNull else { return [] }
    return try list(name)
  }

  /// A member that is a text, not empty.
  public func text(_ name: String) throws(ProviderError) -> String {
    let value = try member(name)
    guard let text = value.text, !text.isEmpty else { throw value.wrong("'\(name)' is no text, or empty") }
    return text
  }

  /// A text; nil also for an empty one.
  public func optionalText(_ name: String) throws(ProviderError) -> String? {
    guard let value = self[name], !value.isNull else { return nil }
    guard let text = value.text else { throw value.wrong("'\(name)' is no text") }
    return text.isEmpty ? nil : text
  }

  /// A member that is a whole number.
  public func integer(_ name: String) throws(ProviderError) -> Int {
    guard let number = try optionalInteger(name) else { throw wrong("'\(name)' is missing") }
    return number
  }

  /// A whole number; nil also for an empty text.
  public func optionalInteger(_ name: String) throws(ProviderError) -> Int? {
    guard let value = self[name], !value.isNull, value.text?.isEmpty != true else { return nil }
    guard let number = value.integer else { throw value.wrong("'\(name)' is no whole number") }
    return number
  }

  /// A number.
  public func optionalNumber(_ name: String) throws(ProviderError) -> Double? {
    guard let value = self[name], !value.isNull, value.text?.isEmpty != true else { return nil }
    guard let number = value.number else { throw value.wrong("'\(name)' is no number") }
    return number
  }

  /// `true` or `false`, in whatever form.
  public func optionalFlag(_ name: String) throws(ProviderError) -> Bool? {
    guard let value = self[name], !value.isNull else { return nil }
    guard let flag = value.flag else { throw value.wrong("'\(name)' is neither true nor false") }
    return flag
  }

  /// The error that something here is not what was expected.
  public func wrong(_ problem: String) -> ProviderError {
    .malformed(file: document.name, line: document.line(of: place), problem: "\(problem) (byte \(place))")
  }
}
