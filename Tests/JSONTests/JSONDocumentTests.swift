import JSON
import Testing

@Suite("Reading JSON")
struct JSONDocumentTests {
  @Test(
    "what is no JSON is refused",
    arguments: [
      "", " ", "{", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "01", "-", "1.", ".5", "1e", "+1", "tru", "nul", "\"",
      "\"\\x\"",
      "\"\\u12g4\"", "\"a\u{1}\"", "[1] 2", "[1 2]", "{\"a\":1,}", "<html>", "NaN", "'a'",
    ])
  func refusals(text: String) {
    #expect(throws: JSONError.self) { try JSONDocument(parsing: Array(text.utf8), name: "t") }
  }

  @Test("values are read as they stand")
  func values() throws {
    let text =
      #" {"s":"a\"\u00e9\ud83c\udfc0\n","n":-12.50e1,"w":4.0,"t":"17","l":[1,[],{"x":null}],"y":true,"é":"ü"} "#
    let root = try JSONDocument(parsing: Array(text.utf8), name: "t").root
    #expect(root["s"]?.text == "a\"é🏀\n")
    #expect(root["n"]?.number == -125 && root["w"]?.integer == 4 && root["t"]?.integer == 17)
    #expect(root["l"]?.elements?.count == 3 && root["l"]?.elements?[2]["x"]?.isNull == true)
    #expect(root["y"]?.flag == true && root["é"]?.text == "ü" && root["absent"] == nil)
    #expect(root.members?.map(\.name) == ["s", "n", "w", "t", "l", "y", "é"] && root["l"]?.members == nil)
    #expect(root.members?.map(\.value.kind) == [.string, .number, .number, .string, .array, .boolean, .string])
  }

  @Test("a text that is not UTF-8, and nesting without end, are refused")
  func bytes() {
    #expect(throws: JSONError.self) { try JSONDocument(parsing: [34, 0xff, 34], name: "t") }
    #expect(throws: JSONError.self) { try JSONDocument(parsing: [UInt8](repeating: 91, count: 100_000), name: "t") }
  }

  @Test("every strict prefix of a document is refused")
  func prefixes() throws {
    let whole = Array(#"{"a":[1,2.5,"x\u0041",{"b":null}],"c":true}"#.utf8)
    for count in 0..<whole.count {
      #expect(throws: JSONError.self) { try JSONDocument(parsing: Array(whole.prefix(count)), name: "t") }
    }
    _ = try JSONDocument(parsing: whole, name: "t")
  }
}
