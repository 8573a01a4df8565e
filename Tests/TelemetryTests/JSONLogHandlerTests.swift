import Foundation
import Logging
import Testing

@testable import Telemetry

@Suite("Log lines")
struct JSONLogHandlerTests {
  private struct Torn: Error, CustomStringConvertible {
    var description: String { "it tore" }
  }

  private let time = Date(timeIntervalSince1970: 1_709_274_600.125)

  private func line(
    _ message: Logger.Message, _ metadata: Logger.Metadata? = nil, error: (any Error)? = nil,
    level: Logger.Level = .info,
    handler: JSONLogHandler = JSONLogHandler(service: "phase3", version: "0.1.0", level: .info)
  ) -> String {
    handler.line(
      for: LogEvent(
        level: level, message: message, error: error, metadata: metadata, source: nil, file: "f", function: "g", line: 1
      ),
      at: time)
  }

  @Test("a line has time, level, message, service and version first, then metadata by name")
  func shape() {
    #expect(
      line("date settled", ["rows": "12", "date": "2024-01-15"])
        == #"{"time":"2024-03-01T06:30:00.125Z","level":"info","msg":"date settled","service":"phase3","version":"0.1.0","#
        + #""date":"2024-01-15","rows":"12"}"# + "\n")
  }

  @Test(
    "whatever a message and its metadata hold, the line is one line of JSON that says the same",
    arguments: [
      "quote \" and \\ backslash", "two\nlines\r\n", "tab\tbell\u{7}null\u{0}escape\u{1b}", "ümlaut 🏀 \u{2028}", "",
      #"{"already":"json"}"#,
    ])
  func escaping(text: String) throws {
    let line = line("\(text)", ["k\(text)": "v\(text)"])
    #expect(line.last == "\n")
    #expect(!line.dropLast().contains { $0.isNewline && $0 != "\u{2028}" })
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
    #expect(object["msg"] == text)
    #expect(object["k\(text)"] == "v\(text)")
  }

  @Test("a line that cannot be written, for the disk is full, is lost and ends nothing")
  func fullDisk() throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    #expect(throws: (any Error).self) { try full.write(contentsOf: Data([1])) }
    let handler = JSONLogHandler(service: "phase3", version: "0.1.0", level: .info, output: full)
    Logger(label: "full") { _ in handler }.info("date settled")
  }

  @Test("metadata of the call stands before that of the logger")
  func precedence() throws {
    var handler = JSONLogHandler(service: "s", version: "v", level: .trace)
    handler[metadataKey: "a"] = "logger"
    handler[metadataKey: "b"] = "logger"
    #expect(handler[metadataKey: "a"] == "logger")
    let line = line("m", ["a": "call"], handler: handler)
    #expect(line.hasSuffix(#""a":"call","b":"logger"}"# + "\n"))
  }

  @Test("an error given with the message is in the line")
  func error() {
    #expect(line("failed", error: Torn(), level: .error).hasSuffix(#""error":"it tore"}"# + "\n"))
    #expect(line("failed", level: .error).contains(#""level":"error""#))
  }
}
