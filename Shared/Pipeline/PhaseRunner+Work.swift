import Contracts
import Foundation
import League
import Ledger
import Logging
import Warehouse

extension PhaseRunner {
  /// Evaluates tables in order; leases, computes and commits those that are due.
  func run(_ tables: [AnyTable], in work: inout DateWork) async throws {
    for _ in 0..<5 {
      let before = (work.outcomes, work.obstacle)
      do {
        try await attempt(tables, in: &work)
        return
      } catch PipelineError.inputsMoved {
        (work.outcomes, work.obstacle) = before
        try await refresh()
      }
    }
    work.obstacle = DateWork.Obstacle(
      cell: nil, dueAt: clock.now.milliseconds + 1000, attempt: 0,
      reason: "the inputs keep changing while they are read")
  }

  private func attempt(_ tables: [AnyTable], in work: inout DateWork) async throws {
    guard let leased = try await leaseDue(tables, in: &work) else { return }
    let renewal = Task { [lease = settings.lease, clock, warehouse, owner = work.owner, phase = self.tables.phase] in
      while true {
        try await clock.sleep(for: lease / 3)
        let until = clock.now.milliseconds + lease.milliseconds
        try await warehouse.write { writer in
          try Self.renew(leased.values.map(\.cell), until: until, in: writer)
          try Ledger.renewLeases(of: owner, phase, until: until, in: writer)
        }
      }
    }
    defer { renewal.cancel() }
    if settings.slowness > .zero { try await clock.sleep(for: settings.slowness) }
    let finished = try await compute(tables, leased: leased, in: &work)
    do {
      try await commit(finished, in: &work)
    } catch let error as any CategorizedError where !(error is WarehouseError) && !error.category.isRetried {
      // An effect of a table failed for good: none of the group was written, and each cell says why.
      try await commit(finished.map { $0.failing(error, leased: leased[$0.cell.key.table]) }, in: &work)
    }
  }

  // MARK: Leasing

  /// Leases every table that is due or depends on one that is; nil when there is nothing to do but what was noted.
  private func leaseDue(_ tables: [AnyTable], in work: inout DateWork) async throws -> [TableName: Leased]? {
    var due: Set<TableName> = []
    for table in tables {
      let dependsOnDue = table.info.reads.contains { $0.read.scope.mayMeanTheSameDate && due.contains($0.read.table) }
      if dependsOnDue || isDue(table, in: work) {
        due.insert(table.info.name)
      }
    }
    guard !due.isEmpty else {
      for table in tables {
        note(table, in: &work)
      }
      return nil
    }
    let (date, season, owner, phase) = (work.date, work.season, work.owner, self.tables.phase)
    let now = clock.now
    let until = now.milliseconds + settings.lease.milliseconds
    let names = tables.map(\.info.name).filter(due.contains)
    let seen = names.reduce(into: [TableName: Cell]()) { seen, name in
      seen[name] = evaluator.mirror[CellKey(name, date)].flatMap { $0.isSettled ? $0 : nil }
    }
    let word = LeasedDate(
      phase: phase, request: work.request, traceparent: work.traceparent, owner: owner, until: until)
    let taken: Taken = try await warehouse.write { writer in
      var leased: [TableName: Leased] = [:]
      for name in names {
        let before =
          try Ledger.cell(CellKey(name, date), in: writer)
          ?? Cell(key: CellKey(name, date), season: season, phase: phase)
        // Somebody else has settled it since it was looked at.
        if before.isSettled, seen[name].map({ $0.runID != before.runID }) ?? true { throw PipelineError.inputsMoved }
        var cell = before
        do throws(CellLife.Refusal) {
          _ = try cell.life.take(owner: owner, until: until, now: now.milliseconds)
        } catch {
          return .held(error)
        }
        leased[name] = Leased(cell: cell, before: before)
      }
      let change = try Ledger.nextChange(in: writer)
      for lease in leased.values {
        try Ledger.put(lease.cell, change: change, at: now.timestamp, in: writer)
      }
      try Ledger.put(word, in: writer)
      return .leased(leased)
    }
    switch taken {
    case .leased(let leased):
      return leased
    case .held(let refusal):
      var due = now.milliseconds + 1000
      if case .held(_, let until) = refusal { due = until }
      work.obstacle = DateWork.Obstacle(cell: nil, dueAt: due, attempt: 0, reason: "\(refusal)")
      return nil
    }
  }

  /// A cell under this work's lease, and as it was before.
  struct Leased: Sendable {
    var cell: Cell
    var before: Cell
  }

  private enum Taken: Sendable {
    case leased([TableName: Leased])
    case held(CellLife.Refusal)
  }

  /// Whether a cell is to be worked on as far as the mirror tells.
  private func isDue(_ table: AnyTable, in work: DateWork) -> Bool {
    let cell = evaluator.mirror[CellKey(table.info.name, work.date)]
    if !table.fetches.isEmpty {
      return cell?.isFetched(for: work.request.runID, by: table) != true || work.forces(cell)
    }
    switch evaluator.verdict(on: table.info, date: work.date, season: work.season, terms: work.terms) {
    case .ready(let version, _):
      return work.forces(cell) || cell?.isSettled != true || cell?.inputVersion != version || cell?.state == .skipped
    case .leaveOut(let reason):
      return cell?.state != .skipped || cell?.reason != reason
    case .waiting:
      return cell?.state != .waiting
    }
  }

  /// Notes a cell that needs no work: settled as before, or still waiting.
  private func note(_ table: AnyTable, in work: inout DateWork) {
    let key = CellKey(table.info.name, work.date)
    if let cell = evaluator.mirror[key], let outcome = cell.state.outcome {
      work.outcomes.append(TableOutcome(cell, outcome: outcome, changed: false, durationMS: 0))
    }
    let verdict = evaluator.verdict(on: table.info, date: work.date, season: work.season, terms: work.terms)
    if case .waiting(let other, let reason) = verdict, work.obstacle == nil {
      work.obstacle = DateWork.Obstacle(cell: other, dueAt: nil, attempt: 0, reason: reason)
    }
  }

  private static func renew(_ cells: some Sequence<Cell>, until: Int64, in writer: any WarehouseWriter) throws {
    for leased in cells {
      guard var cell = try Ledger.cell(leased.key, in: writer) else { continue }
      try cell.life.renew(token: leased.life.fencingToken, until: until)
      try writer.execute(
        "UPDATE output_grid SET lease_until = ? WHERE table_name = ? AND game_date = ?",
        [.integer(until), .text(cell.key.table.text), .text(cell.key.date.description)])
    }
  }

  // MARK: Computing

  /// What a leased cell became, and what is to be written for it.
  struct Finished: Sendable {
    var cell: Cell
    var token: Int
    var attempt: Int
    var state: CellState
    var codeVersion: String
    var partitions: [GameDate: any ComputedPartition] = [:]
    var rowsChange = false
    /// Whether the rows are written even where they are the same: what is forced also mends rows damaged in the store.
    var isForced = false
    /// Whether an attempt is recorded: something was computed, left out or failed.
    var isAttempt = true
    var started: Date
    var durationMS = 0

    /// The same attempt as a failure that leaves the rows as they were.
    func failing(_ error: any CategorizedError, leased: Leased?) -> Finished {
      var failed = self
      failed.cell = leased?.before ?? cell
      failed.cell.runID = cell.runID
      failed.cell.error = "\(error)"
      failed.cell.errorCategory = error.category
      failed.state = .failed
      failed.partitions = [:]
      failed.rowsChange = false
      failed.isForced = false
      failed.isAttempt = true
      return failed
    }
  }

  private func compute(
    _ tables: [AnyTable], leased: [TableName: Leased], in work: inout DateWork
  ) async throws -> [Finished] {
    var finished: [Finished] = []
    var ahead: [TableName: Cell] = [:]
    var computed: [TableName: any ComputedPartition] = [:]
    for table in tables {
      guard let lease = leased[table.info.name] else {
        note(table, in: &work)
        continue
      }
      var result = await finish(table, lease, ahead: ahead, computed: computed, in: &work)
      if result.state == .failed, result.cell.errorCategory == nil { throw PipelineError.inputsMoved }
      if let partition = result.partitions[work.date] {
        computed[table.info.name] = partition
      }
      var settled = result.cell
      settled.life = CellLife(state: result.state, fencingToken: result.token)
      ahead[table.info.name] = settled
      result.attempt = lease.cell.life.attempts
      finished.append(result)
    }
    return finished
  }

  private func finish(
    _ table: AnyTable, _ lease: Leased, ahead: [TableName: Cell], computed: [TableName: any ComputedPartition],
    in work: inout DateWork
  ) async -> Finished {
    let before = lease.before
    var result = Finished(
      cell: lease.cell, token: lease.cell.life.fencingToken, attempt: 0, state: .failed,
      codeVersion: table.info.codeVersion, started: clock.now)
    result.cell.runID = work.request.runID
    result.cell.reason = nil
    result.cell.error = nil
    result.cell.errorCategory = nil
    do {
      var fetched: [TableName: (content: any Sendable, digest: String)] = [:]
      for input in table.fetches {
        fetched[input.read.table] = try await timer.run(lease.cell.key) { [date = work.date] in
          try await input.fetchAny(date)
        }
      }
      let verdict = evaluator.verdict(
        on: table.info, date: work.date, season: work.season, terms: work.terms, ahead: ahead,
        fetched: fetched.mapValues(\.digest))
      switch verdict {
      case .waiting(let other, let reason):
        result.state = .waiting
        result.cell.reason = reason
        result.isAttempt = false
        let blocked = ahead[other.table]
        if blocked?.state == .waiting, let obstacle = work.obstacle {
          result.cell.reason = obstacle.reason
        } else if work.obstacle == nil {
          // A table of this work that waited when leases were taken, and has become ready since, wakes nobody: the date
          // is looked at again.
          let isOwn =
            other.date == work.date && work.request.tables?.contains(other.table) ?? true
            && self.tables.tables.contains { $0.info.name == other.table }
          work.obstacle = DateWork.Obstacle(
            cell: isOwn ? nil : other, dueAt: isOwn ? clock.now.milliseconds : nil, attempt: 0, reason: reason)
        }
      case .leaveOut(let reason):
        result.state = .skipped
        result.cell.reason = reason
        try leaveOut(table, on: work.date, &result)
      case .ready(let version, let gaps):
        if !work.forces(before), before.inputVersion == version, before.isSettled, before.state != .skipped {
          result.cell = before
          if !table.fetches.isEmpty { result.cell.runID = work.request.runID }
          result.state = before.state
          result.isAttempt = false
        } else {
          let loader = DateLoader(
            cache: cache, mirror: evaluator.mirror, computed: computed, fetched: fetched.mapValues(\.content))
          let partitions = try await timer.run(lease.cell.key) { [date = work.date, season = work.season] in
            try await table.compute(date, season, loader)
          }
          let shortcomings = gaps + (try judge(partitions, of: table))
          result.cell.inputVersion = version
          result.isForced = work.forces(before)
          settle(table, partitions, shortcomings: shortcomings, before: before, in: work, &result)
        }
      }
    } catch PipelineError.inputsMoved {
      result.cell.errorCategory = nil
      result.state = .failed
    } catch {
      fail(error, &result, in: &work)
    }
    result.durationMS = Int(clock.now.timeIntervalSince(result.started) * 1000)
    return result
  }

  private func leaveOut(_ table: AnyTable, on date: GameDate, _ result: inout Finished) throws {
    let empty = EmptyPartition(table: table.info.name.text, date: date)
    result.partitions = [date: empty]
    result.rowsChange = result.cell.rows > 0
    result.cell.rows = 0
    result.cell.expectedRows = 0
    result.cell.inputVersion = nil
    result.cell.outputDigest = empty.digest
  }

  private func settle(
    _ table: AnyTable, _ partitions: [GameDate: any ComputedPartition], shortcomings: [String], before: Cell,
    in work: DateWork, _ result: inout Finished
  ) {
    result.partitions = partitions
    let games = evaluator.mirror[CellKey(GridMirror.calendar, work.date)]?.rows
    let scheduled = games.flatMap { table.info.expected.count(games: $0) }
    if table.info.grain == .season {
      let total = partitions.values.reduce(0) { $0 + $1.count }
      let parts = partitions.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.digest)" }
      result.cell.rows = total
      result.cell.expectedRows = nil
      result.cell.outputDigest = RowSetDigest.hex(of: parts.joined(separator: "\n").utf8)
      if total == 0 {
        result.state = .emptyOK
        result.cell.reason = partitions.values.first?.emptyReason ?? "the source has nothing for the season"
      } else {
        result.state = shortcomings.isEmpty ? .complete : .degraded
        result.cell.reason = shortcomings.isEmpty ? nil : shortcomings.joined(separator: "; ")
      }
    } else if let partition = partitions[work.date] {
      let expected = partition.expected ?? scheduled
      if partition.count == 0, partition.emptyReason == nil, let expected, expected > 0 {
        result.state = .failed
        result.cell.errorCategory = .insufficientData
        result.cell.error =
          "no rows, though \(expected) were expected; check what \(table.info.name) reads on this date"
        result.partitions = [:]
        return
      }
      result.cell.rows = partition.count
      result.cell.expectedRows = expected
      result.cell.outputDigest = partition.digest
      var reasons = shortcomings + partition.shortcomings
      if let expected, partition.count < expected, partition.count > 0 {
        reasons.append("\(partition.count) of \(expected) rows")
      }
      if partition.count == 0 {
        result.state = .emptyOK
        result.cell.reason = partition.emptyReason ?? "nothing to write"
      } else {
        result.state = reasons.isEmpty ? .complete : .degraded
        result.cell.reason = reasons.isEmpty ? nil : reasons.joined(separator: "; ")
      }
    }
    result.cell.codeVersion = table.info.codeVersion
    result.rowsChange = result.cell.outputDigest != before.outputDigest
  }

  private func fail(_ error: any Error, _ result: inout Finished, in work: inout DateWork) {
    let category = (error as? any CategorizedError)?.category ?? .defect
    result.cell.error = "\(error)"
    result.cell.errorCategory = category
    if category.isRetried, result.cell.life.attempts < settings.maxAttempts {
      let wait = Backoff.delay(attempt: result.cell.life.attempts)
      result.state = .waiting
      result.cell.reason = "try \(result.cell.life.attempts) of \(settings.maxAttempts) failed: \(error)"
      work.obstacle = DateWork.Obstacle(
        cell: nil, dueAt: clock.now.milliseconds + wait.milliseconds, attempt: result.cell.life.attempts,
        reason: "\(error)")
    } else {
      result.state = .failed
    }
  }
}

extension TableOutcome {
  init(_ cell: Cell, outcome: Outcome, changed: Bool, durationMS: Int) {
    self.init(
      table: cell.key.table, status: outcome, rows: cell.rows, expected: cell.expectedRows,
      outputDigest: cell.outputDigest ?? "", changed: changed, durationMS: durationMS,
      reason: cell.reason ?? cell.error)
  }
}

extension Duration {
  /// Whole milliseconds.
  var milliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}

extension Cell {
  /// Whether a run has what it wants of a source: what it was given whole it does not ask for again when the date comes twice.
  fileprivate func isFetched(for run: String, by table: AnyTable) -> Bool {
    isSettled && state != .degraded && runID == run && codeVersion == table.info.codeVersion
  }
}
