import Foundation
import TestKit

/// A headless Chromium, driven over its debugging protocol: JSON objects with a zero byte at the end, on two named pipes.
///
/// Unchecked: one test uses it, one call after another.
final class Browser: @unchecked Sendable {
  /// Where Chromium is; nil when it is not installed.
  static let executable = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// A scheme of colours.
  enum Scheme: String, CaseIterable, Sendable {
    case light
    case dark
  }

  /// What the browser said went wrong, or that it said nothing.
  struct Problem: Error, CustomStringConvertible {
    var description: String
  }

  private let folder: TemporaryFolder
  private let process: Process
  private let requests: FileHandle
  private let answers: FileHandle
  private var session: String?
  private var number = 0
  private var buffer = Data()
  /// Errors of the page: exceptions, and what its security policy refused.
  private(set) var complaints: [String] = []

  init() throws {
    guard let executable = Self.executable else { throw Problem(description: "no Chromium") }
    folder = try TemporaryFolder()
    let (input, output) = (folder.file("in"), folder.file("out"))
    for pipe in [input, output] where mkfifo(pipe, 0o600) != 0 { throw Problem(description: "no pipe \(pipe)") }
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c",
      """
      exec '\(executable)' --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run \
        --user-data-dir='\(folder.file("profile"))' --remote-debugging-pipe about:blank 3<'\(input)' 4>'\(output)'
      """,
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    // Opening a pipe waits for the other end, in the order in which the shell opens them.
    guard let requests = FileHandle(forWritingAtPath: input), let answers = FileHandle(forReadingAtPath: output) else {
      throw Problem(description: "the pipes cannot be opened")
    }
    (self.requests, self.answers) = (requests, answers)
    let target = try call("Target.createTarget", ["url": "about:blank"])["targetId"] ?? ""
    session = try call("Target.attachToTarget", ["targetId": target, "flatten": true])["sessionId"] as? String
    for domain in ["Page", "Runtime", "Log"] { _ = try call("\(domain).enable") }
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  func open(_ url: String) throws {
    _ = try call("Page.navigate", ["url": url])
  }

  /// What an expression of the page comes to.
  func value(_ expression: String) throws -> Any? {
    let answer = try call(
      "Runtime.evaluate", ["expression": expression, "awaitPromise": true, "returnByValue": true])
    if let exception = answer["exceptionDetails"] { throw Problem(description: "\(expression): \(exception)") }
    return (answer["result"] as? [String: Any])?["value"]
  }

  func number(_ expression: String) throws -> Int { try value(expression) as? Int ?? 0 }
  func text(_ expression: String) throws -> String { try value(expression) as? String ?? "" }

  func resize(width: Int, height: Int, isPhone: Bool) throws {
    _ = try call(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": isPhone])
  }

  func show(in scheme: Scheme) throws {
    let feature = ["name": "prefers-color-scheme", "value": scheme.rawValue]
    _ = try call("Emulation.setEmulatedMedia", ["features": [feature]])
  }

  func press(_ key: String) throws {
    let code = ["Enter": 13, "ArrowLeft": 37, "Escape": 27][key] ?? 0
    for kind in ["keyDown", "keyUp"] {
      var event: [String: Any] = ["type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code]
      if key == "Enter" { event["text"] = "\r" }
      _ = try call("Input.dispatchKeyEvent", event)
    }
  }

  /// A picture of what is in view, as PNG.
  func picture() throws -> Data {
    let answer = try call("Page.captureScreenshot", ["format": "png"])
    return Data(base64Encoded: answer["data"] as? String ?? "") ?? Data()
  }

  private func call(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    number += 1
    var request: [String: Any] = ["id": number, "method": method, "params": parameters]
    request["sessionId"] = session
    try requests.write(contentsOf: JSONSerialization.data(withJSONObject: request) + [0])
    while true {
      let message = try next()
      if message["id"] as? Int == number {
        if let error = message["error"] { throw Problem(description: "\(method): \(error)") }
        return message["result"] as? [String: Any] ?? [:]
      }
      note(message)
    }
  }

  private func next() throws -> [String: Any] {
    while true {
      if let end = buffer.firstIndex(of: 0) {
        let message = try JSONSerialization.jsonObject(with: buffer[buffer.startIndex..<end]) as? [String: Any]
        buffer = Data(buffer[(end + 1)...])
        return message ?? [:]
      }
      let more = answers.availableData
      guard !more.isEmpty else { throw Problem(description: "the browser has gone") }
      buffer.append(more)
    }
  }

  private func note(_ message: [String: Any]) {
    let parameters = message["params"] as? [String: Any] ?? [:]
    if message["method"] as? String == "Runtime.exceptionThrown" {
      complaints.append("\(parameters)")
    }
    if let entry = parameters["entry"] as? [String: Any], entry["level"] as? String == "error" {
      complaints.append("\(entry["text"] ?? entry)")
    }
  }
}
