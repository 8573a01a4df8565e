import Pipeline
import Providers
import Warehouse

/// What became of the lines of some payloads: rows, and lines that were left out.
struct Sifted<Row: Sendable>: Sendable {
  var rows: [Row] = []
  var refusals: [Refusal] = []
  /// What is to be said of rows that stand.
  var remarks: [String] = []

  init(refusals: [Refusal] = []) {
    self.refusals = refusals
  }

  /// Reads every line of a table. A line that `read` refuses, or that is not what the columns say, is left out and kept as
  /// a refusal; nil passes over a line that is none of this table's business.
  mutating func sift(_ table: CSVTable, _ read: (CSVRow) throws -> Row?) throws {
    for line in table.rows {
      do {
        if let row = try read(line) { rows.append(row) }
      } catch let refusal as RowRefusal {
        refuse(line, of: table, refusal.reason)
      } catch ProviderError.malformed(_, _, let problem) {
        refuse(line, of: table, problem)
      }
    }
  }

  /// Throws ``PipelineError/permanent(_:)`` when more than a tenth of the lines, and more than three, were refused: then the
  /// payload is wrong rather than a line, and the rows from before are better than what is left.
  func requireMostlyRight() throws(PipelineError) {
    let lines = rows.count + refusals.count
    guard let first = refusals.first, refusals.count > max(3, lines / 10) else { return }
    throw .permanent(
      "\(refusals.count) of \(lines) lines are wrong, the first in \(first.file) line \(first.line): \(first.reason); "
        + "correct the source and replay from phase1")
  }

  private mutating func refuse(_ line: CSVRow, of table: CSVTable, _ reason: String) {
    refusals.append(Refusal(file: table.name, line: line.line, reason: reason, text: line.source))
  }
}

extension Sifted where Row: Record {
  /// The rows as a partition, degraded by what was left out.
  ///
  /// - Parameter empty: why there are no rows, when no line was there either.
  /// - Throws: what ``requireMostlyRight()`` throws.
  func partition(empty reason: String, expected: Int? = nil) throws -> Partition<Row> {
    try requireMostlyRight()
    guard !rows.isEmpty || !refusals.isEmpty else { return .empty(reason) }
    var shortcomings = remarks
    if !refusals.isEmpty {
      shortcomings.append("\(Self.counted(refusals.count, "line")) left out, see raw_quarantine")
    }
    return Partition(rows, expected: expected ?? rows.count + refusals.count, shortcomings: shortcomings)
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }
}
