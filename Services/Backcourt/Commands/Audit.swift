import ArgumentParser
import Contracts
import Foundation
import League
import Ledger
import Warehouse

struct Audit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Who did what, to what, when and why; newest first.")
  @Option(name: .long, help: "How many entries.")
  var limit = 50
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
  }

  func run() async throws {
    let limit = limit
    let entries = try await data.warehouse().read { try Ledger.audit(limit: limit, in: $0) }
    try output.show(entries) {
      var table = TextTable(columns: [.left("at"), .left("who"), .left("what"), .left("to what"), .left("why")])
      for entry in entries {
        table.add([entry.at, entry.who, entry.what, entry.subject, entry.reason ?? ""].map(SafeText.line))
      }
      return table.isEmpty ? "Nothing was asked for yet." : table.text
    }
  }
}

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
  @Option(name: .long, help: "Why, for the audit.")
  var reason: String
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard !reason.trimmingCharacters(in: .whitespaces).isEmpty else {
      throw ValidationError("--reason must say how you know that the owner is dead.")
    }
  }

  private struct Unlocked: Encodable {
    var cell: String
    var owner: String
    var leaseUntil: String
  }

  func run() async throws {
    guard let name = TableName(table) else {
      throw CommandOutcome(code: CommandOutcome.usage, message: "'\(table)' is not a table name")
    }
    let (key, reason, who) = (CellKey(name, date), reason, Operator.name)
    let time = Date().timestamp
    let lease: CellLife.Lease
    do {
      lease = try await data.warehouse().write { writer in
        let held = try Ledger.unlock(key, why: "unlocked by \(who): \(reason)", at: time, in: writer)
        try Ledger.audit(
          who: who, what: "unlock", subject: "\(key), held by \(held.owner)", reason: reason, at: time, in: writer)
        return held
      }
    } catch let refusal as CellLife.Refusal {
      throw CommandOutcome(code: CommandOutcome.failed, message: "\(key): \(refusal); nothing was unlocked")
    }
    let until = Date(timeIntervalSince1970: Double(lease.until) / 1000).timestamp
    try output.show(Unlocked(cell: "\(key)", owner: lease.owner, leaseUntil: until)) {
      "\(key) is free: it was held by \(lease.owner) until \(until), and what that began has failed.\n"
        + "Try it again with: backcourt retry --failed --dates \(key.date)"
    }
  }
}
