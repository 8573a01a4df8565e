import Foundation
import TestKit

/// A shell in which a page's commands are typed: the built executables are on its path, and what the pages call
/// `/tmp/archive` and `/tmp/demo` are folders of the test's own.
final class NewcomersTerminal: @unchecked Sendable {
  let folder: TemporaryFolder
  /// What is typed in place of what the page says.
  var substitutes: [(String, String)]
  // Unchecked: one test uses it, one command after another.
  private var background: Process?

  init() throws {
    folder = try TemporaryFolder()
    substitutes = [
      ("$PWD/.build/release", Built.folder.path), ("/tmp/archive", folder.file("archive")),
      ("/tmp/demo", folder.file("demo")),
    ]
  }

  deinit {
    if let background, background.isRunning { background.interrupt() }
  }

  var data: String { folder.file("demo") }

  /// Types a command and waits for its end, or, of one in the background, until it says what Ctrl-C does.
  func type(_ command: String) async throws -> (code: Int32, answer: String) {
    var typed = command
    for (shown, meant) in substitutes { typed = typed.replacing(shown, with: meant) }
    if command == "kill %1" { return try await stopBackground() }
    let out = folder.file("answer-\(UUID().uuidString)")
    _ = FileManager.default.createFile(atPath: out, contents: nil)
    let isInBackground = typed.hasSuffix(" &")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", isInBackground ? "exec \(typed.dropLast(2))" : typed]
    process.currentDirectoryURL = folder.url
    var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("BACKCOURT_") }
    environment["PATH"] = Built.folder.path + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
    environment["BACKCOURT_DATA_DIR"] = data
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: out)
    process.standardError = process.standardOutput
    try process.run()
    let substitutes = substitutes
    @Sendable func answer() -> String {
      var text = String(decoding: FileManager.default.contents(atPath: out) ?? Data(), as: UTF8.self)
      for (shown, meant) in substitutes.reversed() where shown.hasPrefix("/") {
        text = text.replacing(meant, with: shown)
      }
      return text
    }
    if isInBackground {
      background = process
      try await eventually("\(command) is up", within: .seconds(60)) {
        answer().contains("Ctrl-C") || !process.isRunning
      }
      return (process.isRunning ? 0 : process.terminationStatus, answer())
    }
    while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
    return (process.terminationStatus, answer())
  }

  private func stopBackground() async throws -> (code: Int32, answer: String) {
    guard let process = background else { return (1, "no job") }
    process.interrupt()
    try await eventually("what ran in the background has stopped", within: .seconds(40)) { !process.isRunning }
    return (process.terminationStatus, "")
  }
}
