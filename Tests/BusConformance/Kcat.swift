import Foundation

/// A running `kcat`.
final class Kcat: Sendable {
  private static let path = "/usr/bin/kcat"
  static let isInstalled = FileManager.default.isExecutableFile(atPath: path)

  private let process: Process
  private let received = Locked("")

  init(_ arguments: [String], input: String? = nil) throws {
    process = Process()
    process.executableURL = URL(fileURLWithPath: Self.path)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    let (output, received) = (Pipe(), received)
    process.standardOutput = output
    output.fileHandleForReading.readabilityHandler = { handle in
      let text = String(decoding: handle.availableData, as: UTF8.self)
      received.update { $0 += text }
    }
    let stdin = Pipe()
    process.standardInput = input == nil ? FileHandle.nullDevice : stdin
    try process.run()
    if let input {
      stdin.fileHandleForWriting.write(Data(input.utf8))
      try stdin.fileHandleForWriting.close()
    }
  }

  /// What it has printed so far.
  var output: String { received.value }

  /// Ends it with SIGKILL, if it still runs.
  func kill() {
    guard process.isRunning else { return }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
