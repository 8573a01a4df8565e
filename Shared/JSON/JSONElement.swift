/// A value of a ``JSONDocument``.
public struct JSONElement: Sendable {
  /// The kinds of JSON values.
  public enum Kind: Sendable {
    case object, array, string, number, boolean, null
  }

  /// Where it stands.
  public let document: JSONDocument
  let index: Int

  private var node: JSONDocument.Node { document.nodes[index] }

  /// What kind of value it is.
  public var kind: Kind {
    switch node.kind {
    case .object: .object
    case .array: .array
    case .string, .escaped: .string
    case .number: .number
    case .yes, .no: .boolean
    case .null: .null
    }
  }

  /// Whether it is `null`.
  public var isNull: Bool { node.kind == .null }

  /// Whether it is an object.
  public var isObject: Bool { node.kind == .object }

  /// The member of an object; nil when there is none, or this is no object. A `null` is a member.
  public subscript(name: String) -> JSONElement? {
    guard node.kind == .object else { return nil }
    var name = name
    return name.withUTF8 { name in
      var place = index + 1
      for _ in 0..<node.end {
        let key = document.nodes[place]
        if key.kind == .string, document.bytes[Int(key.start)..<Int(key.end)].elementsEqual(name) {
          return JSONElement(document: document, index: place + 1)
        }
        place = Int(document.nodes[place + 1].next)
      }
      return nil
    }
  }

  /// The members of an object in order, also of names that come twice; nil when this is no object.
  public var members: [(name: String, value: JSONElement)]? {
    guard node.kind == .object else { return nil }
    var members: [(name: String, value: JSONElement)] = []
    members.reserveCapacity(Int(node.end))
    var place = index + 1
    for _ in 0..<node.end {
      let value = JSONElement(document: document, index: place + 1)
      members.append((JSONElement(document: document, index: place).text ?? "", value))
      place = Int(document.nodes[place + 1].next)
    }
    return members
  }

  /// The values of a list in order; nil when this is no list.
  public var elements: [JSONElement]? {
    guard node.kind == .array else { return nil }
    var elements: [JSONElement] = []
    elements.reserveCapacity(Int(node.end))
    var place = index + 1
    for _ in 0..<node.end {
      elements.append(JSONElement(document: document, index: place))
      place = Int(document.nodes[place].next)
    }
    return elements
  }

  /// The text; nil when this is none.
  public var text: String? {
    // Of an object or a list `end` is a number of children: the range is made for texts alone.
    switch node.kind {
    case .string: return String(decoding: document.bytes[Int(node.start)..<Int(node.end)], as: UTF8.self)
    case .escaped: return unescaped(Int(node.start)..<Int(node.end))
    default: return nil
    }
  }

  /// A whole number: a number without a fraction (`4`, `4.0`) or a text of one (`"4"`).
  public var integer: Int? {
    switch node.kind {
    case .number, .string:
      let text = String(decoding: document.bytes[Int(node.start)..<Int(node.end)], as: UTF8.self)
      if let whole = Int(text) { return whole }
      guard let number = Double(text), number.rounded() == number, abs(number) < 1e15 else { return nil }
      return Int(number)
    default: return nil
    }
  }

  /// A number, or a text of one.
  public var number: Double? {
    guard node.kind == .number || node.kind == .string else { return nil }
    let text = String(decoding: document.bytes[Int(node.start)..<Int(node.end)], as: UTF8.self)
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// `true`, 1 or `"1"`; `false`, 0 or `"0"`.
  public var flag: Bool? {
    switch node.kind {
    case .yes: true
    case .no: false
    default: integer == 1 ? true : integer == 0 ? false : nil
    }
  }

  /// The byte of its document at which it begins.
  public var place: Int { Int(node.start) }

  private func unescaped(_ range: Range<Int>) -> String {
    var text = ""
    var units: [UInt16] = []
    var plain: [UInt8] = []
    func flushUnits() {
      text += String(decoding: units, as: UTF16.self)
      units = []
    }
    func flushPlain() {
      text += String(decoding: plain, as: UTF8.self)
      plain = []
    }
    var place = range.lowerBound
    while place < range.upperBound {
      let byte = document.bytes[place]
      guard byte == UInt8(ascii: "\\") else {
        if !units.isEmpty { flushUnits() }
        plain.append(byte)
        place += 1
        continue
      }
      let letter = document.bytes[place + 1]
      if letter == UInt8(ascii: "u") {
        flushPlain()
        let digits = document.bytes[place + 2...place + 5].compactMap(Self.hexDigit)
        units.append(digits.reduce(0) { $0 << 4 | UInt16($1) })
        place += 6
      } else {
        if !units.isEmpty { flushUnits() }
        plain.append(Self.unescaped[letter] ?? letter)
        place += 2
      }
    }
    flushUnits()
    flushPlain()
    return text
  }

  private static let unescaped: [UInt8: UInt8] = [
    UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
  ]

  static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}
