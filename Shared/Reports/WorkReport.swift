package import Contracts
package import Warehouse

/// Where time went: the attempts of the history, added up by run and table. What it has read it need not read again.
package struct WorkReport: Sendable {
  private var lastAttempt = 0
  private var sums: [String: [TableName: Line]] = [:]

  /// The attempts at a table.
  package struct Line: Encodable, Hashable, Sendable {
    package var table: TableName
    package var attempts = 0
    package var failed = 0
    package var milliseconds = 0
    package var longest = 0
    package var rows = 0

    static func += (left: inout Line, right: Line) {
      left.attempts += right.attempts
      left.failed += right.failed
      left.milliseconds += right.milliseconds
      left.longest = max(left.longest, right.longest)
      left.rows += right.rows
    }
  }

  package init() {}

  /// Takes in the attempts that were recorded since.
  package mutating func take(_ news: News) {
    lastAttempt = max(lastAttempt, news.lastAttempt)
    for (run, table, line) in news.lines {
      sums[run, default: [:]][table, default: Line(table: table)] += line
    }
  }

  /// Attempts after a place in the history.
  package struct News: Sendable {
    fileprivate var lastAttempt = 0
    fileprivate var lines: [(run: String, table: TableName, line: Line)] = []
  }

  /// The place up to which attempts were taken in.
  package var position: Int { lastAttempt }

  /// What is new after a place.
  package static func news(after position: Int, in reader: any WarehouseReader) throws -> News {
    var news = News(lastAttempt: position)
    try reader.select(
      """
      SELECT run_id, table_name, count(*), sum(CASE WHEN state = 'failed' THEN 1 ELSE 0 END), sum(duration_ms),
        max(duration_ms), sum(rows), max(id)
      FROM run_history WHERE id > ? GROUP BY run_id, table_name
      """, [.integer(Int64(position))]
    ) { row in
      guard let run = row.text(0), let table = row.text(1).flatMap({ TableName($0) }) else { return }
      let line = Line(
        table: table, attempts: row.int(2) ?? 0, failed: row.int(3) ?? 0, milliseconds: row.int(4) ?? 0,
        longest: row.int(5) ?? 0, rows: row.int(6) ?? 0)
      news.lines.append((run, table, line))
      news.lastAttempt = max(news.lastAttempt, row.int(7) ?? 0)
    }
    return news
  }

  /// The tables of a run, or of all runs, those that took longest first.
  package func slowest(of run: String?) -> [Line] {
    var all: [TableName: Line] = [:]
    for (id, tables) in sums where run == nil || id == run {
      for (table, line) in tables { all[table, default: Line(table: table)] += line }
    }
    return all.values.sorted { ($1.milliseconds, $0.table) < ($0.milliseconds, $1.table) }
  }
}
