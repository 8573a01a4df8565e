import Foundation
import Ledger
import Pipeline
import Reports
import Runtime

/// Asks for a run and follows it to its end: a progress line on a terminal, quiet elsewhere, the report at the end.
struct RunFollower {
  let client: CoordinatorClient
  let data: String
  let output: OutputOptions

  func run(_ request: RunRequest) async throws {
    try await follow(try await start(request))
  }

  /// Follows a run to its end, or until it is paused and nothing of it is out, and shows what it came to.
  func follow(_ id: String) async throws {
    try finish(try await watch(id))
  }

  /// Follows a run to its end, or until it is paused and nothing of it is out.
  func watch(_ id: String) async throws -> RunRecord {
    let line = ProgressLine()
    var status = try await status(of: id)
    while !status.isAtRest {
      line.show(status)
      try await Task.sleep(for: .milliseconds(250))  // a display's refresh, not a wait for work
      status = try await self.status(of: id)
    }
    line.clear()
    return status.run
  }

  /// How the run stands. A coordinator that is started again is found at its new address.
  private func status(of id: String) async throws -> RunStatus {
    let deadline = ContinuousClock.now + .seconds(60)
    var client = client
    while true {
      do {
        return try await client.status(of: id)
      } catch CoordinatorProblem.unreachable(let url) where ContinuousClock.now < deadline {
        try await Task.sleep(for: .milliseconds(500))  // nothing tells us when a foreign process is back
        if let announced = try CoordinatorAddress.read(from: data)?.url, announced != url,
          let found = URL(string: announced)
        {
          client = CoordinatorClient(url: found, token: client.token)
        }
      }
    }
  }

  private func start(_ request: RunRequest) async throws -> String {
    do {
      return try await client.start(request)
    } catch let problem as CoordinatorProblem {
      throw CommandOutcome(code: CommandOutcome.failed, message: "\(problem)")
    }
  }

  private func finish(_ run: RunRecord) throws {
    let summary = RunText.summary(of: run)
    try output.show(run) { RunText.text(run) + (summary?.report?.planned ?? 0 > 0 ? "\n" + whereabouts : "") }
    switch run.state {
    case .completed where summary?.report?.planned == 0 && summary?.message != "nothing to do":
      throw CommandOutcome(code: CommandOutcome.nothingSelected, message: summary?.message)
    case .completed:
      return
    case .paused:
      throw CommandOutcome(
        code: CommandOutcome.failed,
        message: "the run is paused; `backcourt resume \(run.runID)` lets it go on, `backcourt cancel` gives it up")
    case .refused where summary?.message?.contains("plan has changed") == true:
      throw CommandOutcome(code: CommandOutcome.planChanged)
    default:
      throw CommandOutcome(code: CommandOutcome.failed)
    }
  }

  private var whereabouts: String {
    """
    Documents  \(data)/documents
    Look       backcourt coverage --data \(data)   backcourt gaps --data \(data)
    """
  }
}

extension RunStatus {
  /// Whether nothing happens with the run until somebody asks for it.
  fileprivate var isAtRest: Bool {
    run.state.isOver || run.state == .paused && inFlight == 0 && run.report != nil
  }
}

/// One line on a terminal that is written over: dates done of dates planned, rate, time left.
struct ProgressLine {
  private let isTerminal = isatty(STDERR_FILENO) == 1

  func show(_ status: RunStatus) {
    guard isTerminal else { return }
    var text = "\(status.done)/\(status.planned) dates"
    if status.planned > 0 {
      text += String(format: "  %3.0f %%  %.1f/s", 100 * Double(status.done) / Double(status.planned), status.perSecond)
    }
    if let left = status.secondsLeft, status.done > 0 {
      text += "  \(Self.duration(left)) left"
    }
    if status.failed > 0 { text += "  \(status.failed) failed" }
    if !status.stage.isEmpty { text += "  \(status.stage)" }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
  }

  func clear() {
    guard isTerminal else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    return whole >= 3600
      ? "\(whole / 3600) h \(whole / 60 % 60) min" : whole >= 60 ? "\(whole / 60) min \(whole % 60) s" : "\(whole) s"
  }
}
