import Foundation
import TestKit
import Testing

@testable import ProviderSim

/// The built executables at work: separate processes, real sockets, real files.
enum Built {
  /// The folder of the executables, beside this test bundle.
  static let folder: URL = {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: bundle).resolvingSymlinksInPath().deletingLastPathComponent()
  }()

  /// Runs an executable to its end.
  static func run(
    _ name: String, _ arguments: [String], environment extra: [String: String] = [:]
  ) async throws -> (code: Int32, output: String, error: String) {
    let folder = try TemporaryFolder()
    let (out, err) = (folder.file("out"), folder.file("err"))
    for file in [out, err] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
    let process = try start(name, arguments, environment: extra, out: out, err: err)
    while process.isRunning {
      try await Task.sleep(for: .milliseconds(20))
    }
    return (
      process.terminationStatus, String(decoding: FileManager.default.contents(atPath: out) ?? Data(), as: UTF8.self),
      String(decoding: FileManager.default.contents(atPath: err) ?? Data(), as: UTF8.self)
    )
  }

  /// Starts an executable, its output going to files.
  static func start(
    _ name: String, _ arguments: [String], environment extra: [String: String] = [:], out: String, err: String
  ) throws -> Process {
    let process = Process()
    process.executableURL = folder.appendingPathComponent(name)
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("BACKCOURT_") }
    environment.merge(extra) { _, new in new }
    process.environment = environment
    process.standardOutput = FileHandle(forWritingAtPath: out)
    process.standardError = FileHandle(forWritingAtPath: err)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }
}

extension Built {
  /// The digest of a data folder's warehouse.
  static func digest(_ data: String) async throws -> String {
    let answer = try await run("backcourt", ["digest", "--data", data, "--json"])
    guard answer.code == 0 else { throw RunningStack.StackDied(said: answer.error) }
    struct Report: Decodable { var digest: String }
    return try JSONDecoder().decode(Report.self, from: Data(answer.output.utf8)).digest
  }

  /// The digest of a warehouse into which a whole archive was replayed with nothing in the way.
  static func undisturbedDigest(of archive: String) async throws -> String {
    let folder = try TemporaryFolder()
    let replay = try await run(
      "backcourt", ["backfill", "--local", "--all", "--source", "archive:\(archive)", "--data", folder.file("data")])
    guard replay.code == 0, replay.output.contains("0 failed") else {
      throw RunningStack.StackDied(said: replay.output + replay.error)
    }
    return try await digest(folder.file("data"))
  }
}

/// `backcourt up` over a simulated archive, for the length of a test.
final class RunningStack: Sendable {
  let folder: TemporaryFolder
  let data: String
  /// Where phase 1 gets its payloads.
  let source: String
  private let process: Process

  convenience init(archive: String, data: String? = nil, environment: [String: String] = [:]) async throws {
    try await self.init(source: "archive:\(archive)", data: data, environment: environment)
  }

  /// - Parameter arguments: more of them for `backcourt up`.
  init(
    source: String, data: String? = nil, arguments: [String] = [], environment: [String: String] = [:]
  ) async throws {
    folder = try TemporaryFolder()
    self.source = source
    self.data = data ?? folder.file("data")
    let (out, err) = (folder.file("up.out"), folder.file("up.err"))
    for file in [out, err] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
    process = try Built.start(
      "backcourt",
      ["up", "--data", self.data, "--source", source, "--port", "0", "--documents-port", "0"] + arguments,
      environment: environment, out: out, err: err)
    let running = process
    try await eventually("the stack is up", within: .seconds(60)) {
      guard running.isRunning else {
        throw StackDied(said: String(decoding: FileManager.default.contents(atPath: err) ?? Data(), as: UTF8.self))
      }
      return String(decoding: FileManager.default.contents(atPath: out) ?? Data(), as: UTF8.self).contains("Ctrl-C")
    }
  }

  /// A test that failed leaves nothing behind.
  deinit {
    if process.isRunning { process.interrupt() }
  }

  struct StackDied: Error {
    var said: String
  }

  /// Where the bus is.
  var bootstrapServers: String { said(of: "bus") }

  /// Where the documents are served.
  var documents: String { said(of: "documents") }

  private func said(of name: String) -> String {
    let text = String(decoding: FileManager.default.contents(atPath: folder.file("up.out")) ?? Data(), as: UTF8.self)
    let line = text.split(separator: "\n").first { $0.contains("  \(name) ") } ?? ""
    return line.split(separator: " ").last.map(String.init) ?? ""
  }

  /// The process of a service of this stack.
  func processID(of service: String) throws -> Int32 {
    for entry in try FileManager.default.contentsOfDirectory(atPath: "/proc") {
      guard let id = Int32(entry), let command = FileManager.default.contents(atPath: "/proc/\(entry)/cmdline"),
        String(decoding: command, as: UTF8.self).split(separator: "\0").first?.hasSuffix("/\(service)") == true,
        let environment = FileManager.default.contents(atPath: "/proc/\(entry)/environ"),
        String(decoding: environment, as: UTF8.self).contains("BACKCOURT_DATA_DIR=\(data)\0")
      else { continue }
      return id
    }
    throw StackDied(said: "no process of \(service)")
  }

  /// Whether the command that holds the broker is up.
  var isRunning: Bool { process.isRunning }

  /// Kills the command that holds the broker, which takes its messages and positions with it; the services follow.
  func killHost() async throws {
    kill(process.processIdentifier, SIGKILL)
    let running = process
    try await eventually("the host is gone", within: .seconds(10)) { !running.isRunning }
    for service in Self.services {
      try await eventually("\(service) has followed", within: .seconds(20)) {
        (try? self.processID(of: service)) == nil
      }
    }
  }

  /// Stops the command that holds the broker for a while: its messages stay, and nobody gets at them.
  func suspendHost(for time: Duration) async throws {
    kill(process.processIdentifier, SIGSTOP)
    defer { kill(process.processIdentifier, SIGCONT) }
    try await Task.sleep(for: time)
  }

  /// The executables of a stack.
  static let services = [
    "coordinator", "phase1-scrape", "phase2-raw", "phase3-analytics", "phase4-precompute", "phase5-predict",
    "phase5-grade", "phase6-publish",
  ]

  /// Stops the stack as Ctrl-C would.
  func stop() async throws {
    process.interrupt()
    let running = process
    try await eventually("the stack has stopped", within: .seconds(40)) { !running.isRunning }
  }
}

/// Simulated archives, made once.
enum Archives {
  static let small: Result<TemporaryFolder, any Error> = Result {
    let folder = try TemporaryFolder()
    try SimulatedLeague(seed: 11, seasons: 1, teams: 8, gamesPerTeam: 20).write(to: folder.path)
    return folder
  }

  /// The digest of a replay of ``small`` that nothing disturbed, made once.
  static let digestOfSmall = Task { try await Built.undisturbedDigest(of: try small.get().path) }
}
