import League
import Testing

@testable import Phase6Publish

@Suite("JSON of documents")
struct JSONTextTests {
  func json(_ write: (inout JSONText) -> Void) -> String {
    var text = JSONText()
    write(&text)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  @Test("fields come out in the order in which they were written")
  func order() {
    let text = json { json in
      json.object { json in
        json.field("b", 1)
        json.object("a") { json in
          json.values("z", [1, nil])
          json.field("y", true)
        }
        json.field("é", "x")
      }
    }
    #expect(text == #"{"b":1,"a":{"z":[1,null],"y":true},"é":"x"}"#)
  }

  @Test("commas stand between values and nowhere else, whatever the values are")
  func commas() {
    let text = json { json in
      json.object { json in
        json.object("nothing") { _ in }
        json.values("none", [String]())
        json.objects("objects", ["{", "[,:", ""]) { $0.field("text", $1) }
        json.key(named: "rows")
        json.array { json in
          json.array { _ in }
          json.written(Array("{}".utf8))
          json.value(-0.5, scale: 1)
        }
        json.object("absent", of: String?.none) { $0.field("text", $1) }
        json.object("present", of: "x") { $0.field("text", $1) }
        json.null("end")
      }
    }
    #expect(
      text == """
        {"nothing":{},"none":[],"objects":[{"text":"{"},{"text":"[,:"},{"text":""}],"rows":[[],{},-0.5],\
        "absent":null,"present":{"text":"x"},"end":null}
        """)
  }

  @Test("quotes, backslashes and control characters are escaped; everything else stays as it is")
  func escapes() {
    #expect(json { $0.value("a\"b\\c\n\r\t\u{1}/Dončić 🏀") } == #""a\"b\\c\n\r\t\u0001/Dončić 🏀""#)
  }

  @Test(
    "numbers are rounded half away from zero",
    arguments: [
      (0.125, 2, "0.13"), (-0.125, 2, "-0.13"), (2.5, 0, "3.0"), (22, 1, "22.0"), (0.3333, 3, "0.333"),
      (4.06, 1, "4.1"),
    ])
  func rounding(value: Double, scale: Int, text: String) {
    #expect(json { $0.value(value, scale: scale) } == text)
  }

  @Test("zero is a value without a sign; nil and what is not a number are null")
  func zeroAndNull() {
    #expect(json { $0.value(0.0, scale: 2) } == "0.0")
    #expect(json { $0.value(-0.001, scale: 2) } == "0.0")
    #expect(json { $0.value(0) } == "0")
    #expect(json { $0.value(.nan, scale: 2) } == "null")
    #expect(json { $0.value(nil, scale: 2) } == "null")
    #expect(json { $0.value(false) } == "false")
    #expect(json { $0.value(String?.none) } == "null")
    #expect(json { $0.object { _ in } } == "{}")
  }

  @Test("dates and teams are written as their names", arguments: ["2024-01-05", "0999-12-31"])
  func names(date: String) throws {
    #expect(json { $0.value(GameDate(date)) } == "\"\(date)\"")
    #expect(json { $0.value(TeamCode.bos) } == #""BOS""#)
  }
}
