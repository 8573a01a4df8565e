import Ledger
import Pipeline
import Reports
import Warehouse

extension Question {
  /// What went wrong, and what to do about it.
  static let failures: [Question] = [
    Question(
      9, "failures", "Which failures has no later success resolved?",
      [.left("date"), .left("phase"), .left("table"), .left("kind"), .left("error")],
      sql: """
        SELECT game_date, phase, table_name, error_category, error FROM cells WHERE state = 'failed' ORDER BY 1, 2, 3
        """),
    Question(
      10, "failure-patterns", "What are the causes of failures, past ones too?",
      [.right("times"), .right("cells"), .left("kind"), .left("first"), .left("last"), .left("cause")]
    ) { _, reader in
      struct Cause {
        var times = 0
        var cells: Set<String> = []
        var kind = ""
        var (first, last) = ("", "")
      }
      var causes: [String: Cause] = [:]
      try reader.select(
        """
        SELECT coalesce(error, reason, ''), error_category, table_name || game_date, finished_at FROM run_history
        WHERE state = 'failed' ORDER BY id
        """, []
      ) { row in
        var cause = causes[DeadLetter.cause(of: row.text(0) ?? "")] ?? Cause()
        cause.times += 1
        cause.cells.insert(row.text(2) ?? "")
        cause.kind = row.text(1) ?? ""
        cause.first = cause.first.isEmpty ? row.text(3) ?? "" : cause.first
        cause.last = row.text(3) ?? ""
        causes[DeadLetter.cause(of: row.text(0) ?? "")] = cause
      }
      return causes.sorted { ($1.value.times, $0.key) < ($0.value.times, $1.key) }.map { words, cause in
        ["\(cause.times)", "\(cause.cells.count)", cause.kind, cause.first, cause.last, words]
      }
    },
    Question(
      12, "retry-list", "Which dates of each table are to be tried again?",
      [.left("phase"), .left("table"), .right("dates"), .left("which")],
      sql: """
        , again AS (SELECT * FROM cells WHERE state IN ('failed', 'waiting') ORDER BY game_date)
        SELECT phase, table_name, count(*), group_concat(game_date, ',') FROM again GROUP BY 1, 2 ORDER BY 1, 2
        """),
    Question(
      19, "full-reruns", "Which dates must be made again, because cells are missing or of older code?",
      [.left("date"), .left("from"), .right("not settled"), .right("older code")],
      sql: """
        SELECT game_date, min(phase), count(*) FILTER (WHERE settled = 0),
          count(*) FILTER (WHERE settled = 1 AND code_version <> code_now)
        FROM cells WHERE settled = 0 OR (state <> 'skipped' AND code_version <> code_now) GROUP BY 1 ORDER BY 1
        """),
    Question(
      20, "retry-commands", "Which command makes what is missing of each table again?",
      [.left("table"), .right("dates"), .left("command")],
      sql: """
        , again AS (SELECT * FROM cells WHERE settled = 0 ORDER BY game_date)
        SELECT table_name, count(*), 'backcourt backfill --mode failed --from ' || phase || ' --through ' || phase
          || ' --tables ' || table_name || ' --dates ' || group_concat(game_date, ',')
        FROM again GROUP BY phase, table_name ORDER BY phase, table_name
        """),
  ]

  /// The gates over all history, as a run would ask them.
  static let gates: [Question] = zip(13..., [Gate.g0, .g1, .g2]).map { number, gate in
    Question(
      number, "gate-\(gate.rawValue)", "Would gate \(gate.rawValue.uppercased()) pass over all history?",
      [.left("check"), .left("answer"), .left("detail")]
    ) { scope, reader in
      try gate.check(dates: scope.dates(from: reader), of: scope.catalog, reader: reader).map {
        [$0.name, $0.passed ? "passes" : "refuses", $0.detail]
      }
    }
  }
}
