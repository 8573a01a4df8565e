import Contracts
import Foundation
import League
import Ledger
import Pipeline
import Warehouse

/// The steps of daily mode that were decided, in memory and in the warehouse: after a restart none is done twice.
struct DailyLog: Sendable {
  private var records: [GameDate: [String: DailyRecord]] = [:]

  /// Makes the tables of daily mode where they are missing.
  static func prepare(_ warehouse: any Warehouse) async throws {
    let schema = try TableSchema(table: DailyRecord.table, row: DailyRecord.self)
    try await warehouse.write { writer in
      try writer.prepare(schema)
      try HaltState.prepare(in: writer)
    }
  }

  /// Whether a step was decided.
  func hasDecided(_ step: DailyStep) -> Bool { records[step.day]?[step.id] != nil }

  /// Whether what was decided of a day earlier was read.
  func knows(_ day: GameDate) -> Bool { records[day] != nil }

  /// What was decided of a day in an earlier life of the process.
  static func stored(of day: GameDate, in warehouse: any Warehouse) async throws -> [DailyRecord] {
    try await warehouse.read { reader in
      try reader.all(
        "SELECT step, due_at, outcome, reason, runs, decided_at FROM \(DailyRecord.table) WHERE game_date = ?",
        [day.sqlValue]
      ) { row in
        var record = DailyRecord()
        record.step = row.text(0) ?? ""
        record.due = row.text(1) ?? ""
        record.outcome = row.text(2) ?? ""
        record.reason = row.text(3)
        record.runs = row.text(4)
        record.decidedAt = row.text(5) ?? ""
        return record
      }
    }
  }

  /// Takes in what was decided of a day.
  mutating func take(_ stored: [DailyRecord], of day: GameDate) {
    records[day] = Dictionary(stored.map { ($0.step, $0) }, uniquingKeysWith: { first, _ in first })
    // Nobody looks back further than a day.
    records = records.filter { day.days(since: $0.key) < 3 }
  }

  /// Notes what became of a step.
  ///
  /// - Returns: all that was decided of its day, to be written.
  mutating func note(_ step: DailyStep, _ outcome: DailyOutcome, at time: Date) -> [DailyRecord] {
    var record = DailyRecord()
    record.step = step.id
    record.due = step.due.timestamp
    record.outcome = outcome.name
    record.reason = outcome.words
    record.runs = outcome.runs.isEmpty ? nil : outcome.runs.joined(separator: ",")
    record.decidedAt = time.timestamp
    records[step.day, default: [:]][step.id] = record
    return records[step.day, default: [:]].values.sorted { $0.step < $1.step }
  }

  /// Writes what was decided of a day.
  static func write(_ records: [DailyRecord], of day: GameDate, in warehouse: any Warehouse) async throws {
    let schema = try TableSchema(table: DailyRecord.table, row: DailyRecord.self)
    let partition = try PartitionRows(records, table: DailyRecord.table)
    _ = try await warehouse.write { try $0.replace(partition, of: schema, on: day) }
  }
}
