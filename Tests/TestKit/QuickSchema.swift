import Contracts
import Foundation

/// A schema of `docs/documents` made ready for many documents: it goes over a document's bytes once and builds nothing of
/// them. It says of most valid documents that they are; ``JSONSchema`` has the last word on the rest, and says what breaks.
public final class QuickSchema {
  private struct Node {
    var types: UInt8 = 0xFF
    var allowed: Set<String>?
    var pattern: Int?
    var minimum: Double?
    var maximum: Double?
    var mostItems: Int?
    var items = 0
    var slots: [String: Slot] = [:]
    var required: UInt64 = 0
    var isClosed = false
    /// The keys of the last object, in its order: most objects of a kind have the same.
    var order: [(key: [UInt8], slot: Slot)] = []
  }

  private struct Slot {
    var node: Int
    var bit: UInt64
  }

  /// A schema says what this does not understand.
  public struct NotUnderstood: Error {
    public var what: String
  }

  private static let types: [String: UInt8] = [
    "null": 1, "boolean": 2, "integer": 4, "number": 4 | 8, "string": 16, "array": 32, "object": 64,
  ]

  /// Node 0 allows everything.
  private var nodes = [Node()]
  private var patterns: [(text: String, expression: NSRegularExpression, good: Set<String>)] = []
  private var references: [String: Int] = [:]
  private let root: JSONValue
  private var start = 0

  /// The schema `docs/documents/{name}.schema.json`.
  public init(named name: String) throws {
    root = try JSONValue(parsing: Array(Data(contentsOf: JSONSchema.file(named: name))))
    start = try compile(root)
  }

  private func compile(_ schema: JSONValue) throws -> Int {
    guard case .object(let keywords) = schema else { throw NotUnderstood(what: "a schema that is no object") }
    if case .string(let reference)? = keywords["$ref"] {
      guard keywords.count == 1 else { throw NotUnderstood(what: "\(reference) beside other keywords") }
      return try node(at: reference)
    }
    let index = nodes.count
    nodes.append(Node())
    var node = Node()
    for (keyword, argument) in keywords {
      switch (keyword, argument) {
      case ("$schema", _), ("title", _), ("$defs", _), ("additionalProperties", .bool(false)), ("required", _):
        break
      case ("type", .string(let name)): node.types = try Self.mask([.string(name)])
      case ("type", .array(let names)): node.types = try Self.mask(names)
      case ("const", let value): node.allowed = try Self.tokens([value])
      case ("enum", .array(let values)): node.allowed = try Self.tokens(values)
      case ("pattern", .string(let text)): node.pattern = try pattern(text)
      case ("minimum", let limit): node.minimum = limit.double
      case ("maximum", let limit): node.maximum = limit.double
      case ("maxItems", let limit): node.mostItems = limit.int
      case ("items", let items): node.items = try compile(items)
      case ("properties", .object(let properties)):
        for (name, schema) in properties {
          node.slots[name] = Slot(node: try compile(schema), bit: 1 << UInt64(node.slots.count))
        }
      default: throw NotUnderstood(what: "the keyword \(keyword)")
      }
    }
    for name in keywords["required"]?.elements ?? [] {
      guard case .string(let name) = name, let slot = node.slots[name] else {
        throw NotUnderstood(what: "a required field that is no property")
      }
      node.required |= slot.bit
    }
    guard node.slots.count <= 64 else { throw NotUnderstood(what: "more than 64 properties") }
    node.isClosed = keywords["additionalProperties"] != nil
    nodes[index] = node
    return index
  }

  private func node(at reference: String) throws -> Int {
    if let known = references[reference] { return known }
    guard reference.hasPrefix("#/$defs/"),
      let target = root["$defs"]?[String(reference.dropFirst("#/$defs/".count))]
    else { throw NotUnderstood(what: reference) }
    let index = try compile(target)
    references[reference] = index
    return index
  }

  private func pattern(_ text: String) throws -> Int {
    if let known = patterns.firstIndex(where: { $0.text == text }) { return known }
    patterns.append((text, try NSRegularExpression(pattern: text), []))
    return patterns.count - 1
  }

  private static func mask(_ names: [JSONValue]) throws -> UInt8 {
    try names.reduce(0) { mask, name in
      guard case .string(let name) = name, let bit = types[name] else { throw NotUnderstood(what: "a type") }
      return mask | bit
    }
  }

  private static func tokens(_ values: [JSONValue]) throws -> Set<String> {
    Set(try values.map { String(decoding: try $0.bytes(), as: UTF8.self) })
  }

  /// Whether a document is certainly valid.
  public func accepts(_ document: some Sequence<UInt8>) -> Bool {
    let found = document.withContiguousStorageIfAvailable { bytes in
      var place = 0
      guard value(in: bytes, at: &place, node: start) else { return false }
      return place == bytes.count
    }
    return found ?? accepts(Array(document))
  }

  private func value(in bytes: UnsafeBufferPointer<UInt8>, at place: inout Int, node index: Int) -> Bool {
    guard place < bytes.count else { return false }
    let from = place
    switch bytes[place] {
    case UInt8(ascii: "{"):
      return nodes[index].types & 64 != 0 && nodes[index].allowed == nil && object(in: bytes, at: &place, node: index)
    case UInt8(ascii: "["):
      return nodes[index].types & 32 != 0 && nodes[index].allowed == nil && array(in: bytes, at: &place, node: index)
    case UInt8(ascii: "\""):
      guard let isPlain = Self.skipString(in: bytes, at: &place), nodes[index].types & 16 != 0 else { return false }
      guard nodes[index].pattern != nil || nodes[index].allowed != nil else { return true }
      return isPlain && isAllowed(bytes[from..<place], node: index)
        && matches(bytes[from + 1..<place - 1], node: index)
    case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "f"):
      let word = bytes[from] == UInt8(ascii: "n") ? "null" : bytes[from] == UInt8(ascii: "t") ? "true" : "false"
      place = min(from + word.utf8.count, bytes.count)
      return bytes[from..<place].elementsEqual(word.utf8)
        && nodes[index].types & (word == "null" ? 1 : 2) != 0 && isAllowed(bytes[from..<place], node: index)
    default:
      return number(in: bytes, at: &place, node: index)
    }
  }

  private func number(in bytes: UnsafeBufferPointer<UInt8>, at place: inout Int, node index: Int) -> Bool {
    let from = place
    func digits() -> Int {
      let first = place
      while place < bytes.count, bytes[place] >= 48, bytes[place] <= 57 { place += 1 }
      return place - first
    }
    if bytes[place] == UInt8(ascii: "-") { place += 1 }
    let first = place
    let whole = digits()
    guard whole == 1 || whole > 1 && bytes[first] != UInt8(ascii: "0") else { return false }
    let isWhole = place == bytes.count || bytes[place] != UInt8(ascii: ".")
    if !isWhole {
      place += 1
      guard digits() > 0 else { return false }
    }
    guard nodes[index].types & (isWhole ? 4 : 8) != 0, isAllowed(bytes[from..<place], node: index) else {
      return false
    }
    guard nodes[index].minimum != nil || nodes[index].maximum != nil else { return true }
    guard let number = Double(String(decoding: bytes[from..<place], as: UTF8.self)) else { return false }
    return number >= nodes[index].minimum ?? number && number <= nodes[index].maximum ?? number
  }

  private func array(in bytes: UnsafeBufferPointer<UInt8>, at place: inout Int, node index: Int) -> Bool {
    place += 1
    var count = 0
    if place < bytes.count, bytes[place] == UInt8(ascii: "]") {
      place += 1
      return true
    }
    while true {
      guard value(in: bytes, at: &place, node: nodes[index].items), place < bytes.count else { return false }
      count += 1
      place += 1
      if bytes[place - 1] == UInt8(ascii: "]") { return count <= nodes[index].mostItems ?? count }
      guard bytes[place - 1] == UInt8(ascii: ",") else { return false }
    }
  }

  private func object(in bytes: UnsafeBufferPointer<UInt8>, at place: inout Int, node index: Int) -> Bool {
    place += 1
    var seen: UInt64 = 0
    var field = 0
    if place < bytes.count, bytes[place] == UInt8(ascii: "}") {
      place += 1
      return nodes[index].required == 0
    }
    while true {
      let from = place + 1
      guard place < bytes.count, bytes[place] == UInt8(ascii: "\""),
        Self.skipString(in: bytes, at: &place) == true, place < bytes.count, bytes[place] == UInt8(ascii: ":")
      else { return false }
      guard let slot = slot(of: bytes[from..<place - 1], field: field, node: index), seen & slot.bit == 0 else {
        return false
      }
      seen |= slot.bit
      field += 1
      place += 1
      guard value(in: bytes, at: &place, node: slot.node), place < bytes.count else { return false }
      place += 1
      if bytes[place - 1] == UInt8(ascii: "}") { return seen & nodes[index].required == nodes[index].required }
      guard bytes[place - 1] == UInt8(ascii: ",") else { return false }
    }
  }

  /// What stands under a key; nil for one that may not be there.
  private func slot(of key: Slice<UnsafeBufferPointer<UInt8>>, field: Int, node index: Int) -> Slot? {
    if field < nodes[index].order.count, nodes[index].order[field].key.elementsEqual(key) {
      return nodes[index].order[field].slot
    }
    let slot = nodes[index].slots[String(decoding: key, as: UTF8.self)]
    guard let slot else { return nodes[index].isClosed ? nil : Slot(node: 0, bit: 0) }
    nodes[index].order.removeSubrange(min(field, nodes[index].order.count)...)
    if nodes[index].order.count == field { nodes[index].order.append((Array(key), slot)) }
    return slot
  }

  private func isAllowed(_ token: Slice<UnsafeBufferPointer<UInt8>>, node index: Int) -> Bool {
    nodes[index].allowed?.contains(String(decoding: token, as: UTF8.self)) ?? true
  }

  private func matches(_ token: Slice<UnsafeBufferPointer<UInt8>>, node index: Int) -> Bool {
    guard let pattern = nodes[index].pattern else { return true }
    let text = String(decoding: token, as: UTF8.self)
    if patterns[pattern].good.contains(text) { return true }
    let whole = NSRange(location: 0, length: text.utf16.count)
    guard patterns[pattern].expression.firstMatch(in: text, range: whole) != nil else { return false }
    if patterns[pattern].good.count < 20_000 { patterns[pattern].good.insert(text) }
    return true
  }

  /// Goes behind a string; whether it is without an escape, or nil when it does not end.
  private static func skipString(in bytes: UnsafeBufferPointer<UInt8>, at place: inout Int) -> Bool? {
    place += 1
    var isPlain = true
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "\"") { return isPlain }
      guard byte >= 32 else { return nil }
      if byte == UInt8(ascii: "\\") {
        isPlain = false
        place += 1
      }
    }
    return nil
  }
}
