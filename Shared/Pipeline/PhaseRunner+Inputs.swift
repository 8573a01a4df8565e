import Contracts
import League
import Ledger
import Warehouse

extension PhaseRunner {
  /// What finished cells were computed from, as it stands when they are about to be committed.
  ///
  /// What is committed rests on the inputs of that moment: a cell computed from rows that were replaced meanwhile would stand
  /// settled with a stale version, and nobody would hear of a change after it.
  ///
  /// - Throws: ``PipelineError/inputsMoved`` when a cell would be computed from other inputs now.
  func currentInputs(of finished: [Finished], in work: DateWork) async throws -> CommittedInputs {
    try await refresh()
    var ahead: [TableName: Cell] = [:]
    var read: Set<TableName> = []
    for result in finished {
      var cell = result.cell
      cell.life = CellLife(state: result.state, fencingToken: result.token)
      defer { ahead[cell.key.table] = cell }
      guard let table = tables.tables.first(where: { $0.info.name == cell.key.table }), table.fetches.isEmpty,
        cell.isSettled, result.state != .skipped
      else { continue }
      read.formUnion(table.info.reads.map(\.read.table))
      let verdict = evaluator.verdict(
        on: table.info, date: work.date, season: work.season, terms: work.terms, ahead: ahead)
      // An input that is at work now is heard of when it has changed.
      guard case .ready(let current, _) = verdict else { continue }
      guard current == cell.inputVersion else { throw PipelineError.inputsMoved }
    }
    read.subtract(finished.map(\.cell.key.table))
    return CommittedInputs(tables: read, date: work.date, position: evaluator.mirror.position)
  }
}

/// The inputs of cells that are about to be committed, for a last look inside the transaction.
struct CommittedInputs: Sendable {
  let tables: Set<TableName>
  let date: GameDate
  /// The change up to which they are known.
  let position: Int

  /// - Throws: ``PipelineError/inputsMoved`` when one of them was settled anew since.
  func proveCurrent(in reader: any WarehouseReader) throws {
    let settled = CellState.allCases.filter(\.isSettled).map { "'\($0.rawValue)'" }.joined(separator: ", ")
    // Not DISTINCT: for its sake SQLite walks through the whole grid by key, and does not see that few cells changed.
    let changed = try reader.all(
      """
      SELECT table_name FROM output_grid WHERE change > ? AND game_date <= ? AND state IN (\(settled))
      """, [.integer(Int64(position)), .text(date.description)]
    ) { $0.text(0).flatMap { TableName($0[...]) } }
    if changed.contains(where: { $0.map(tables.contains) ?? false }) { throw PipelineError.inputsMoved }
  }
}
