import ArgumentParser
import Foundation
import League
import Ledger
import Pipeline
import Warehouse

struct Halt: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Hold a day: daily mode leaves its steps out and says so; --lift gives it free.",
    discussion: """
      Steps that have run stay as they are, and a run that is at work goes on: `backcourt pause` holds that. A day that is \
      given free goes on with its next step.
      """)
  @Argument(help: "The Eastern day, as 2024-01-15.")
  var day: GameDate
  @Flag(name: .long, help: "Give the day free again.")
  var lift = false
  @OptionGroup var why: DemandedReason
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  private struct Held: Encodable {
    var day: GameDate
    var haltActive: Bool
  }

  func run() async throws {
    let (day, isHeld, reason, who) = (day, !lift, why.reason, Operator.name)
    let time = Date().timestamp
    try await data.warehouse().write { writer in
      let state = HaltState(heldBy: who, isActive: isHeld, on: day, at: time)
      try HaltState.write(state, of: day, in: writer)
      try Ledger.audit(
        who: who, what: isHeld ? "halt" : "lift halt", subject: "\(day)", reason: reason, at: time, in: writer)
    }
    try output.show(Held(day: day, haltActive: isHeld)) {
      isHeld
        ? "\(day) is held: daily mode leaves its steps out.\n"
          + "Give it free with: backcourt halt \(day) --lift --reason WHY"
        : "\(day) is free: daily mode goes on with its next step."
    }
  }
}
