/// Walks over a JSON text once and notes where its values stand.
struct JSONScanner {
  private typealias Node = JSONDocument.Node
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var nodes: [Node] = []

  /// Deeper nesting is nobody's data.
  private static let deepest = 64

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    nodes.reserveCapacity(bytes.count / 8)
  }

  mutating func scan() throws(JSONError) -> [JSONDocument.Node] {
    if bytes.count >= 3, bytes[0] == 0xef, bytes[1] == 0xbb, bytes[2] == 0xbf { position = 3 }
    skipSpace()
    if position < bytes.count, bytes[position] == UInt8(ascii: "<") { throw problem("it is HTML or XML, no JSON,") }
    try value(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw problem("something follows the value") }
    return nodes
  }

  private mutating func value(depth: Int) throws(JSONError) {
    guard depth < Self.deepest else { throw problem("it is nested too deep") }
    guard position < bytes.count else { throw problem("it ends too early") }
    switch bytes[position] {
    case UInt8(ascii: "{"): try object(depth: depth)
    case UInt8(ascii: "["): try array(depth: depth)
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "t"): try word("true", .yes)
    case UInt8(ascii: "f"): try word("false", .no)
    case UInt8(ascii: "n"): try word("null", .null)
    default: try number()
    }
  }

  private mutating func object(depth: Int) throws(JSONError) {
    let own = open(.object)
    skipSpace()
    if take(UInt8(ascii: "}")) { return close(own, children: 0) }
    var children: UInt32 = 0
    while true {
      skipSpace()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw problem("no name of a member") }
      try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw problem("no colon behind a name") }
      skipSpace()
      try value(depth: depth + 1)
      children += 1
      skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      guard take(UInt8(ascii: "}")) else { throw problem("an object does not end") }
      return close(own, children: children)
    }
  }

  private mutating func array(depth: Int) throws(JSONError) {
    let own = open(.array)
    skipSpace()
    if take(UInt8(ascii: "]")) { return close(own, children: 0) }
    var children: UInt32 = 0
    while true {
      skipSpace()
      try value(depth: depth + 1)
      children += 1
      skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      guard take(UInt8(ascii: "]")) else { throw problem("a list does not end") }
      return close(own, children: children)
    }
  }

  private mutating func open(_ kind: Node.Kind) -> Int {
    nodes.append(Node(kind: kind, start: UInt32(position), end: 0, next: 0))
    position += 1
    return nodes.count - 1
  }

  private mutating func close(_ own: Int, children: UInt32) {
    nodes[own].end = children
    nodes[own].next = UInt32(nodes.count)
  }

  private mutating func leaf(_ kind: Node.Kind, from start: Int, to end: Int) {
    nodes.append(Node(kind: kind, start: UInt32(start), end: UInt32(end), next: UInt32(nodes.count + 1)))
  }

  private mutating func string() throws(JSONError) {
    position += 1
    let start = position
    var kind = Node.Kind.string
    var isASCII = true
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        if !isASCII, !isUTF8(start..<position) { throw problem("a text is not UTF-8") }
        leaf(kind, from: start, to: position)
        position += 1
        return
      }
      guard byte >= 32 else { throw problem("a control character stands in a text") }
      if byte == UInt8(ascii: "\\") {
        kind = .escaped
        try escape()
      } else {
        if byte >= 128 { isASCII = false }
        position += 1
      }
    }
    throw problem("a text does not end")
  }

  private mutating func escape() throws(JSONError) {
    position += 1
    guard position < bytes.count else { throw problem("a text does not end") }
    switch bytes[position] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 1
    case UInt8(ascii: "u"):
      guard position + 4 < bytes.count else { throw problem("a text does not end") }
      for place in position + 1...position + 4 where JSONElement.hexDigit(bytes[place]) == nil {
        throw problem("a character's number is not four hexadecimal digits")
      }
      position += 5
    default: throw problem("an unknown escape stands in a text")
    }
  }

  private func isUTF8(_ range: Range<Int>) -> Bool {
    String(validating: bytes[range], as: UTF8.self) != nil
  }

  private mutating func number() throws(JSONError) {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    leaf(.number, from: start, to: position)
  }

  private mutating func digits() throws(JSONError) {
    let start = position
    while position < bytes.count, (48...57).contains(bytes[position]) { position += 1 }
    guard position > start else { throw problem("no value") }
  }

  private mutating func word(_ word: StaticString, _ kind: Node.Kind) throws(JSONError) {
    let count = word.utf8CodeUnitCount
    let isThere =
      position + count <= bytes.count
      && word.withUTF8Buffer { $0.elementsEqual(bytes[position..<position + count]) }
    guard isThere else { throw problem("no value") }
    leaf(kind, from: position, to: position + count)
    position += count
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 32, 10, 13, 9: position += 1
      default: return
      }
    }
  }

  private func problem(_ what: String) -> JSONError { JSONError(what, at: position) }
}
