import League

/// A value in a document. Objects keep the order in which their fields were written, so equal content gives equal
/// bytes.
///
/// ```swift
/// let pick: DocumentValue = ["player_lookup": .text(lookup), "line": .decimal(line, scale: 1)]
/// ```
///
/// JSON as it comes out is compact, UTF-8 with non-ASCII left as it is, numbers rounded half away from zero.
enum DocumentValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  /// A number of decimals: so many units of 10^-scale.
  case number(Int, scale: Int)
  case string(String)
  case array([DocumentValue])
  case object([Field])
  /// A value that was written as JSON before.
  case written([UInt8])

  /// A field of an object.
  struct Field: Hashable, Sendable {
    var name: String
    var value: DocumentValue

    init(_ name: String, _ value: DocumentValue) {
      self.name = name
      self.value = value
    }
  }

  /// A text, or null.
  static func text(_ value: String?) -> DocumentValue { value.map(DocumentValue.string) ?? .null }

  /// A whole number, or null.
  static func whole(_ value: Int?) -> DocumentValue { value.map(DocumentValue.integer) ?? .null }

  /// True, false, or null.
  static func flag(_ value: Bool?) -> DocumentValue { value.map(DocumentValue.bool) ?? .null }

  /// A number rounded to `scale` decimals; null for nil and for what is not a number. Zero is a value.
  static func decimal(_ value: Double?, scale: Int) -> DocumentValue {
    guard let value, value.isFinite else { return .null }
    return .number(Int((value.rounded(scale: scale) * powersOfTen[scale]).rounded()), scale: scale)
  }
}

private let powersOfTen: [Double] = [1, 10, 100, 1e3, 1e4]

extension DocumentValue {
  /// A date.
  static func date(_ date: GameDate) -> DocumentValue { .string(date.description) }

  /// A team, or null.
  static func team(_ team: TeamCode?) -> DocumentValue { .text(team?.rawValue) }

  /// The values of some elements, in their order.
  static func list<Element>(_ elements: some Sequence<Element>, _ value: (Element) -> DocumentValue) -> DocumentValue {
    .array(elements.map(value))
  }
}

extension DocumentValue: ExpressibleByDictionaryLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
  init(dictionaryLiteral fields: (String, DocumentValue)...) {
    self = .object(fields.map { Field($0.0, $0.1) })
  }

  init(integerLiteral value: Int) { self = .integer(value) }
  init(stringLiteral value: String) { self = .string(value) }
}
