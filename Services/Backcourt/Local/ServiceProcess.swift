import Foundation
import Synchronization

/// A service as a child process: its output goes to a log file, and it is started again when it dies unasked.
final class ServiceProcess: Sendable {
  private struct State {
    var process: Process?
    var input: Pipe?
    var isStopping = false
    var deaths: [Date] = []
    var problem: String?
  }

  let name: String
  private let executable: String
  private let arguments: [String]
  private let environment: [String: String]
  private let log: String
  private let report: AsyncStream<String>.Continuation
  private let state = Mutex(State())

  /// Deaths within a minute after which the service is given up.
  private static let patience = 5

  init(
    name: String, executable: String, arguments: [String] = [], environment: [String: String], log: String,
    report: AsyncStream<String>.Continuation
  ) {
    self.report = report
    self.name = name
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.log = log
  }

  /// Why the service cannot be kept alive; nil while it can.
  var problem: String? { state.withLock { $0.problem } }

  func start() throws {
    if !FileManager.default.fileExists(atPath: log) {
      _ = FileManager.default.createFile(atPath: log, contents: nil)
    }
    guard let output = FileHandle(forWritingAtPath: log) else {
      throw CommandOutcome(code: CommandOutcome.failed, message: "the log \(log) cannot be written")
    }
    try output.seekToEnd()
    let process = Process()
    let input = Pipe()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.environment = environment
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    process.terminationHandler = { [weak self] process in self?.died(process) }
    try process.run()
    state.withLock {
      $0.process = process
      $0.input = input
    }
  }

  func terminate() {
    state.withLock { state in
      state.isStopping = true
      if let process = state.process, process.isRunning {
        process.terminate()
      }
    }
  }

  /// Waits for the process to end, and kills it when it takes longer.
  func waitUntilGone(within limit: Duration) async {
    let deadline = ContinuousClock.now + limit
    while let process = state.withLock({ $0.process }), process.isRunning {
      if ContinuousClock.now > deadline {
        kill(process.processIdentifier, SIGKILL)
        return
      }
      // A child's end is reported to its termination handler on another thread; a short wait is the simplest join.
      try? await Task.sleep(for: .milliseconds(20))
    }
  }

  private func died(_ process: Process) {
    let again = state.withLock { state -> Bool in
      guard !state.isStopping else { return false }
      let now = Date()
      state.deaths = state.deaths.filter { now.timeIntervalSince($0) < 60 } + [now]
      if process.terminationReason == .exit, process.terminationStatus == 2 || state.deaths.count >= Self.patience {
        state.problem = "\(name) stopped: \(lastWords())"
        return false
      }
      return true
    }
    guard again else {
      if let problem { report.yield(problem) }
      return
    }
    do {
      try start()
    } catch {
      let problem = "\(name) cannot be started again: \(error)"
      state.withLock { $0.problem = problem }
      report.yield(problem)
    }
  }

  /// The last line of the log that is not a JSON log line: what the process said to people.
  private func lastWords() -> String {
    guard let data = FileManager.default.contents(atPath: log) else { return "see \(log)" }
    let lines = String(decoding: data.suffix(20_000), as: UTF8.self).split(separator: "\n")
    return lines.last { !$0.hasPrefix("{") }.map(String.init) ?? "see \(log)"
  }
}
