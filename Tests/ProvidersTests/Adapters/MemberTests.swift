import JSON
import Testing

@testable import Providers

@Suite("Members of a provider's document")
struct MemberTests {
  @Test("a member of another kind is an error with its place; one that need not be there may be absent")
  func kinds() throws {
    let root = try JSONDocument(Array("{\"s\":\"a\",\n\"n\":-2.5,\"w\":4.0,\"y\":true}".utf8), name: "t").root
    #expect(try root.optionalInteger("absent") == nil && root.integer("w") == 4)
    #expect(throws: ProviderError.malformed(file: "t", line: 1, problem: "'s' is no whole number (byte 6)")) {
      try root.integer("s")
    }
    #expect(throws: ProviderError.malformed(file: "t", line: 2, problem: "'n' is no text, or empty (byte 14)")) {
      try root.text("n")
    }
    #expect(throws: ProviderError.self) { try root.list("y") }
  }

  @Test("a body that is no JSON is refused with its line")
  func refused() {
    #expect(throws: ProviderError.malformed(file: "t", line: 2, problem: "no value at byte 2")) {
      try JSONDocument(Array("[\nx]".utf8), name: "t")
    }
  }
}
