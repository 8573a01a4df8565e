import Testing

@testable import Phase6Publish

@Suite("JSON of documents")
struct JSONTextTests {
  func json(_ value: DocumentValue) -> String {
    var text = JSONText()
    text.write(value)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  @Test("fields come out in the order in which they were written")
  func order() {
    #expect(
      json(["b": 1, "a": ["z": .array([1, .null]), "y": .bool(true)], "é": "x"])
        == #"{"b":1,"a":{"z":[1,null],"y":true},"é":"x"}"#)
  }

  @Test("quotes, backslashes and control characters are escaped; everything else stays as it is")
  func escapes() {
    #expect(json("a\"b\\c\n\r\t\u{1}/Dončić 🏀") == #""a\"b\\c\n\r\t\u0001/Dončić 🏀""#)
  }

  @Test(
    "numbers are rounded half away from zero",
    arguments: [
      (0.125, 2, "0.13"), (-0.125, 2, "-0.13"), (2.5, 0, "3.0"), (22, 1, "22.0"), (0.3333, 3, "0.333"),
      (4.06, 1, "4.1"),
    ])
  func rounding(value: Double, scale: Int, text: String) {
    #expect(json(.decimal(value, scale: scale)) == text)
  }

  @Test("zero is a value without a sign; nil and what is not a number are null")
  func zeroAndNull() {
    #expect(json(.decimal(0, scale: 2)) == "0.0")
    #expect(json(.decimal(-0.001, scale: 2)) == "0.0")
    #expect(json(.whole(0)) == "0")
    #expect(json(.decimal(.nan, scale: 2)) == "null")
    #expect(json(.decimal(nil, scale: 2)) == "null")
    #expect(json(.flag(false)) == "false")
    #expect(json(.text(nil)) == "null")
    #expect(json([:]) == "{}")
  }
}
