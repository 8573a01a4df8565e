import ArgumentParser
import Ledger
import Pipeline

/// What `pause`, `resume` and `cancel` have in common: which run, and why.
struct RunOrderOptions: ParsableArguments {
  @Argument(help: "The run's id; without it, the run at work.")
  var run: String?
  @Option(name: .long, help: "Why, for the audit.")
  var reason: String?
  @OptionGroup var data: DataOptions
  @OptionGroup var stack: StackOptions
  @OptionGroup var output: OutputOptions

  func give(
    _ order: RunOrder, then body: @escaping @Sendable (RunStatus, CoordinatorClient) async throws -> Void
  ) async throws {
    let request = RunOrderRequest(order, requestedBy: Operator.name, reason: reason)
    try await stack.withCoordinator(data: data.data) { [run] client in
      let status: RunStatus
      do {
        status = try await client.give(request, to: run)
      } catch let problem as CoordinatorProblem {
        throw CommandOutcome(code: CommandOutcome.failed, message: "\(problem)")
      }
      try await body(status, client)
    }
  }
}

struct Pause: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Let nothing new of a run go out; what is out finishes.",
    discussion: "The run stays paused, over restarts too, until `backcourt resume` or `backcourt cancel`.")
  @OptionGroup var order: RunOrderOptions

  func run() async throws {
    let output = order.output
    try await order.give(.pause) { status, _ in
      try output.show(status) {
        "\(status.run.runID) is paused; \(status.inFlight) dates are out and will finish. "
          + "Go on with: backcourt resume \(status.run.runID)"
      }
    }
  }
}

struct Resume: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Let a paused run go on, with every date of it that is not settled; dates that failed are tried again.")
  @OptionGroup var order: RunOrderOptions
  @Flag(name: .long, help: "Follow the run to its end; always so with --local.")
  var follow = false

  func run() async throws {
    let (output, data, follows) = (order.output, order.data.data, follow || order.stack.local)
    try await order.give(.resume) { status, client in
      if follows {
        try await RunFollower(client: client, data: data, output: output).follow(status.run.runID)
        return
      }
      try output.show(status) {
        "\(status.run.runID) goes on: \(status.done) of \(status.planned) dates are done. "
          + "See: backcourt runs \(status.run.runID)"
      }
    }
  }
}

struct Cancel: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Give a run up: what is out finishes or is let go, the rest is not reached, and the report says so.",
    discussion: "Rows that were written stay. Asking for the same backfill again does what is left.")
  @OptionGroup var order: RunOrderOptions

  func run() async throws {
    let (output, data) = (order.output, order.data.data)
    try await order.give(.cancel) { status, client in
      var status = status
      while !status.run.state.isOver {
        try await Task.sleep(for: .milliseconds(100))  // the coordinator ends it by itself; nothing tells us when
        status = try await client.status(of: status.run.runID)
      }
      try output.show(status.run) { RunText.text(status.run) + "\nWhat is missing now: backcourt gaps --data \(data)" }
    }
  }
}
