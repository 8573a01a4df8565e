import Contracts
import Foundation
import League
import Ledger
import Logging
import Warehouse

extension PhaseRunner {
  func commit(_ finished: [Finished], in work: inout DateWork) async throws {
    guard !finished.isEmpty else { return }
    let time = clock.now.timestamp
    let (owner, runID, season, phase) = (work.owner, work.request.runID, work.season, tables.phase)
    let inputs = try await currentInputs(of: finished, in: work)
    do {
      let (cells, change) = try await warehouse.write { writer in
        try inputs.proveCurrent(in: writer)
        let change = try Ledger.nextChange(in: writer)
        var written: [Cell] = []
        for result in finished {
          written += try Self.commit(
            result, owner: owner, runID: runID, season: season, phase: phase, change: change, time: time, in: writer)
        }
        try Ledger.stopWorking(owner, phase, in: writer)
        return (written, change)
      }
      for cell in cells {
        evaluator.mirror.put(cell, change: change)
      }
      for result in finished {
        guard let cell = cells.first(where: { $0.key == result.cell.key }), let outcome = cell.state.outcome else {
          continue
        }
        work.outcomes.append(
          TableOutcome(cell, outcome: outcome, changed: result.rowsChange, durationMS: result.durationMS))
      }
    } catch let refusal as CellLife.Refusal {
      logger.warning("lease lost; nothing was written", metadata: ["date": "\(work.date)", "why": "\(refusal)"])
      work.obstacle = DateWork.Obstacle(
        cell: nil, dueAt: clock.now.milliseconds + 1000, attempt: 0, reason: "\(refusal)")
    }
  }

  private static func commit(
    _ result: Finished, owner: String, runID: String, season: Season, phase: Phase, change: Int, time: String,
    in writer: any WarehouseWriter
  ) throws -> [Cell] {
    guard var life = try Ledger.cell(result.cell.key, in: writer)?.life else {
      throw CellLife.Refusal.leaseLost(token: result.token, newest: 0)
    }
    try life.finish(token: result.token, state: result.state)
    var cell = result.cell
    cell.life = life
    var others: [Cell] = []
    if result.rowsChange || result.isForced {
      for (date, partition) in result.partitions {
        if date != cell.key.date {
          let key = CellKey(cell.key.table, date)
          let isSame = try Ledger.cell(key, in: writer)?.outputDigest == partition.digest
          guard !isSame || result.isForced else { continue }
          let stored = try partition.write(in: writer)
          var dated = Cell(key: key, season: season, phase: phase)
          dated.life = try dateLife(of: dated.key, in: writer)
          dated.rows = stored
          dated.outputDigest = partition.digest
          dated.inputVersion = cell.inputVersion
          dated.codeVersion = cell.codeVersion
          dated.runID = runID
          dated.finishedAt = time
          try Ledger.put(dated, change: change, at: time, in: writer)
          others.append(dated)
        } else {
          cell.rows = try partition.write(in: writer)
          try partition.publish()
        }
      }
      if !result.partitions.isEmpty, result.partitions[cell.key.date] == nil {
        others += try emptyVanished(result, season: season, change: change, time: time, in: writer)
      }
    }
    cell.finishedAt = time
    try Ledger.put(cell, change: change, at: time, in: writer)
    if result.isAttempt {
      let attempt = Attempt(
        cell: cell, runID: runID, attempt: result.attempt, owner: owner, changed: result.rowsChange,
        codeVersion: result.codeVersion, startedAt: result.started.timestamp, finishedAt: time,
        durationMS: result.durationMS)
      try Ledger.record(attempt, in: writer)
    }
    return [cell] + others
  }

  /// A date's cell of a season table is settled by the season's work, under the season's lease.
  private static func dateLife(of key: CellKey, in writer: any WarehouseWriter) throws -> CellLife {
    let stored = try Ledger.cell(key, in: writer)?.life
    return CellLife(state: .complete, fencingToken: stored?.fencingToken ?? 0)
  }

  /// Empties the dates that a season table wrote before and does not write any more: a game moved away from them.
  private static func emptyVanished(
    _ result: Finished, season: Season, change: Int, time: String, in writer: any WarehouseWriter
  ) throws -> [Cell] {
    let table = result.cell.key.table
    let dates = try writer.all(
      "SELECT game_date FROM output_grid WHERE table_name = ? AND season = ? AND rows > 0",
      [.text(table.text), .text(season.label)]
    ) { $0.text(0).flatMap { GameDate($0[...]) } }
    return try dates.compactMap { $0 }.filter { $0 != result.cell.key.date && result.partitions[$0] == nil }.map {
      date in
      let empty = EmptyPartition(table: table.text, date: date)
      _ = try empty.write(in: writer)
      var cell = Cell(key: CellKey(table, date), season: season, phase: result.cell.phase)
      cell.life = CellLife(state: .emptyOK, fencingToken: try dateLife(of: cell.key, in: writer).fencingToken)
      cell.reason = "no game is scheduled on this date any more"
      cell.outputDigest = empty.digest
      cell.codeVersion = result.cell.codeVersion
      cell.finishedAt = time
      try Ledger.put(cell, change: change, at: time, in: writer)
      return cell
    }
  }
}
