import ArgumentParser
import Contracts
import Foundation
import League
import Ledger
import Pipeline
import Reports
import Warehouse

struct Unlock: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take a cell from an owner that is known to be dead.",
    discussion: """
      A lease ends by itself within a minute of its owner's death; this is for one that must end now. Should the owner \
      live after all, its commit is refused. The cell is failed then, and `backcourt retry --failed` tries it again.
      """)
  @Argument(help: "The game date, as 2024-01-15.")
  var date: GameDate
  @Argument(help: "The table, as player_game_summary.")
  var table: String
  @OptionGroup var why: DemandedReason
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  private struct Unlocked: Encodable {
    var cell: String
    var owner: String
    var leaseUntil: String
  }

  func run() async throws {
    let warehouse = try data.warehouse()
    let world = try await World.read(warehouse)
    let (key, reason, who) = (CellKey(try world.table(named: table).name, date), why.reason, Operator.name)
    guard world.mirror[key] != nil else {
      throw CommandOutcome(
        code: CommandOutcome.failed, message: "there is no cell \(key): it is no game date, or was never planned")
    }
    let time = Date().timestamp
    let lease: CellLife.Lease
    do {
      lease = try await warehouse.write { writer in
        let held = try Ledger.unlock(key, why: "unlocked by \(who): \(reason)", at: time, in: writer)
        try Ledger.audit(
          who: who, what: "unlock", subject: "\(key), held by \(held.owner)", reason: reason, at: time, in: writer)
        return held
      }
    } catch let refusal as CellLife.Refusal {
      throw CommandOutcome(code: CommandOutcome.failed, message: "nothing was unlocked, \(key): \(refusal)")
    }
    let until = Date(timeIntervalSince1970: Double(lease.until) / 1000).timestamp
    try output.show(Unlocked(cell: "\(key)", owner: lease.owner, leaseUntil: until)) {
      "\(key) is free: it was held by \(lease.owner) until \(until), and what that began has failed.\n"
        + "Try it again with: backcourt retry --failed --dates \(key.date)"
    }
  }
}
