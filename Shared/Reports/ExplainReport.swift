import Contracts
import Ledger
package import League
package import Pipeline
package import Warehouse

/// Why a cell is what it is: its state, its inputs, its attempts, and what waits for it.
package struct ExplainReport: Encodable {
  var table: TableName
  var date: GameDate
  var phase: Phase
  var state: String
  var reason: String?
  var rows: Int
  var expectedRows: Int?
  var inputVersion: String?
  var outputDigest: String?
  var codeVersion: String?
  var verdict: String
  var inputs: [InputState]
  var attempts: [AttemptLine]
  var readBy: [String]
  var waiting: [String]

  package struct InputState: Encodable {
    var table: TableName
    var covers: String
    var state: String
    var version: String
  }

  package struct AttemptLine: Encodable {
    var run: String
    var state: String
    var rows: Int
    var changed: Bool
    var finishedAt: String
    var durationMS: Int
    var owner: String
    var error: String?
  }

  package static func make(
    _ world: World, table: TableInfo, date: GameDate, bootstrapDays: Int, warehouse: any Warehouse
  ) async throws -> ExplainReport {
    var evaluator = Evaluator(mirror: world.mirror, bootstrapDays: bootstrapDays)
    let season = Season(nominal: date)
    let key = CellKey(table.name, date)
    let cell = world.mirror[key]
    let verdict = evaluator.verdict(on: table, date: date, season: season)
    let (attempts, waiting) = try await warehouse.read { reader in
      (try Ledger.attempts(at: key, limit: 10, in: reader), try Ledger.waitingDates(of: nil, in: reader))
    }
    return ExplainReport(
      table: table.name, date: date, phase: table.phase, state: cell?.state.rawValue ?? "never planned",
      reason: cell?.error ?? cell?.reason, rows: cell?.rows ?? 0, expectedRows: cell?.expectedRows,
      inputVersion: cell?.inputVersion, outputDigest: cell?.outputDigest, codeVersion: cell?.codeVersion,
      verdict: words(verdict, cell, table),
      inputs: table.reads.map { input($0.read, date: date, season: season, evaluator: &evaluator) },
      attempts: attempts.map {
        AttemptLine(
          run: $0.runID, state: $0.state.rawValue, rows: $0.rows, changed: $0.changed, finishedAt: $0.finishedAt,
          durationMS: $0.durationMS, owner: $0.owner, error: $0.error)
      },
      readBy: world.catalog.filter { $0.reads.contains { $0.read.table == table.name } }.map(\.name.text),
      waiting: waiting.filter { $0.waitsFor == key }.map { "\($0.phase.rawValue) \($0.request.date)" })
  }

  private static func words(_ verdict: Evaluator.Verdict, _ cell: Cell?, _ table: TableInfo) -> String {
    switch verdict {
    case .leaveOut(let reason): return "left out: \(reason)"
    case .waiting(_, let reason): return reason
    case .ready(let version, _):
      if cell?.isSettled != true { return "every input is ready; it has not been computed from them" }
      let isFetched = table.reads.contains { $0.read.scope == .fetched }
      return isFetched || cell?.inputVersion == version
        ? "up to date with its inputs" : "out of date: an input or the code changed since"
    }
  }

  private static func input(
    _ read: Read, date: GameDate, season: Season, evaluator: inout Evaluator
  ) -> InputState {
    switch read.scope {
    case .fetched:
      return InputState(table: read.table, covers: "the source", state: "outside", version: "")
    case .sameDate, .season:
      let key = CellKey(read.table, read.scope == .season ? season.partitionDate : date)
      let cell = evaluator.mirror[key]
      return InputState(
        table: read.table, covers: read.scope == .season ? "the season" : "the date",
        state: cell?.state.rawValue ?? "never planned", version: cell?.outputDigest ?? "")
    case .snapshot(let snapshot):
      guard let key = evaluator.snapshot(snapshot, of: read.table, serving: date, in: season) else {
        return InputState(table: read.table, covers: "the week", state: "none before this week", version: "")
      }
      let cell = evaluator.mirror[key]
      return InputState(
        table: read.table, covers: "the week, made \(key.date)", state: cell?.state.rawValue ?? "never planned",
        version: cell?.outputDigest ?? "")
    case .history(let seasons):
      var total = 0
      var settled = 0
      for earlier in 0..<seasons {
        let covered = evaluator.mirror.gameDates(of: Season(startYear: season.startYear - earlier)) ?? []
        for day in covered where day < date {
          total += 1
          settled += evaluator.mirror[CellKey(read.table, day)]?.isSettled == true ? 1 : 0
        }
      }
      return InputState(
        table: read.table, covers: "\(total) dates before", state: "\(settled) of \(total) settled", version: "")
    }
  }

  package var text: String {
    var lines = ["\(table) on \(date) (\(phase.rawValue)): \(state)\(reason.map { ", " + $0 } ?? "")"]
    lines.append("  now         \(verdict)")
    lines.append("  rows        \(rows)\(expectedRows.map { " of \($0) expected" } ?? "")")
    lines.append("  output      \(outputDigest ?? "none")")
    lines.append("  from input  \(inputVersion ?? "none")")
    lines.append("  code        \(codeVersion ?? "none")")
    var table = TextTable(columns: [.left("  reads"), .left("covers"), .left("state"), .left("version")])
    for input in inputs {
      table.add(["  \(input.table)", input.covers, input.state, input.version])
    }
    lines += ["", table.isEmpty ? "  reads nothing" : table.text, ""]
    lines.append("  read by     \(readBy.isEmpty ? "nothing" : readBy.joined(separator: ", "))")
    lines.append("  waiting     \(waiting.isEmpty ? "nothing waits for it" : waiting.joined(separator: ", "))")
    var tries = TextTable(columns: [
      .left("  attempts"), .left("run"), .left("state"), .right("rows"), .left("changed"), .right("ms"),
    ])
    for attempt in attempts {
      tries.add([
        "  \(attempt.finishedAt)", attempt.run, attempt.state, "\(attempt.rows)", attempt.changed ? "yes" : "no",
        "\(attempt.durationMS)",
      ])
    }
    lines += ["", tries.isEmpty ? "  never attempted" : tries.text]
    lines += attempts.compactMap { attempt in attempt.error.map { "  \(attempt.finishedAt): \($0)" } }
    return lines.joined(separator: "\n")
  }
}
