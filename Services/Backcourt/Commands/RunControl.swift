import ArgumentParser
import Ledger
import Pipeline
import Reports

/// What `pause`, `resume` and `cancel` have in common: which run, and why.
struct RunOrderOptions: ParsableArguments {
  @Argument(help: "The run's id; without it, the run at work.")
  var run: String?
  @OptionGroup var why: ReasonOption
  @OptionGroup var data: DataOptions
  @OptionGroup var stack: StackOptions
  @OptionGroup var output: OutputOptions

  func give(
    _ order: RunOrder, then body: @escaping @Sendable (RunStatus, CoordinatorClient) async throws -> Void
  ) async throws {
    let request = RunOrderRequest(order, requestedBy: Operator.name, reason: why.reason)
    try await stack.withCoordinator(data) { [run] client in
      try await body(try await client.give(request, to: run), client)
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
        "\(status.run.runID) is paused; \(out(status)).\nGo on with: backcourt resume \(status.run.runID)"
      }
    }
  }
}

/// What of a paused run is still under way.
private func out(_ status: RunStatus) -> String {
  status.inFlight == 0 ? "nothing of it is out" : "\(status.inFlight.counted("date")) that went out will finish"
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
        "\(status.run.runID) goes on; \(status.done) of \(status.planned.counted("date")) are done.\n"
          + "See how it stands with: backcourt runs \(status.run.runID)"
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
