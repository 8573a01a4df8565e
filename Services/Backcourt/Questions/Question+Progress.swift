import Reports

extension Question {
  /// How far a backfill is.
  static let progress: [Question] = [
    Question(
      5, "progress", "How far is each phase, against what is planned?",
      [
        .left("phase"), .right("dates"), .right("cells"), .right("settled"), .right("running"), .right("waiting"),
        .right("failed"), .right("%"),
      ],
      sql: """
        SELECT phase, count(DISTINCT game_date), count(*), sum(settled), count(*) FILTER (WHERE state = 'running'),
          count(*) FILTER (WHERE state = 'waiting'), count(*) FILTER (WHERE state = 'failed'),
          100.0 * sum(settled) / count(*)
        FROM cells GROUP BY 1 ORDER BY 1
        """),
    Question(
      6, "progress-by-table", "How far is each table, and has it the rows that were expected?",
      [
        .left("phase"), .left("table"), .right("dates"), .right("settled"), .right("degraded"), .right("failed"),
        .right("rows"), .right("expected"),
      ],
      sql: """
        SELECT phase, table_name, count(*), sum(settled), count(*) FILTER (WHERE state = 'degraded'),
          count(*) FILTER (WHERE state = 'failed'), sum(rows), sum(expected_rows)
        FROM cells GROUP BY 1, 2 ORDER BY 1, 2
        """),
    Question(
      7, "dates-per-hour", "How many dates an hour does the newest run make, and when will it be done?",
      [
        .left("run"), .left("state"), .right("planned"), .right("done"), .right("minutes"), .right("dates an hour"),
        .right("minutes left"),
      ],
      sql: """
        , run AS (SELECT run_id, state, planned, created_at FROM runs WHERE planned > 0 ORDER BY created_at DESC LIMIT 1),
        done AS (
          SELECT count(DISTINCT game_date) AS dates FROM run_dates
          WHERE run_id = (SELECT run_id FROM run) AND state <> 'open'
        ),
        took AS (
          SELECT 1440.0 * (julianday(max(updated_at)) - julianday((SELECT created_at FROM run))) AS minutes FROM run_dates
          WHERE run_id = (SELECT run_id FROM run) AND state <> 'open'
        )
        SELECT run_id, state, planned, dates, minutes, 60.0 * dates / nullif(minutes, 0),
          CASE WHEN planned > dates THEN planned - dates ELSE 0 END * minutes / nullif(dates, 0)
        FROM run, done, took
        """),
    Question(
      8, "last-completions", "What were the last ten completions?",
      [
        .left("finished"), .left("date"), .left("table"), .left("state"), .right("rows"), .right("ms"), .left("run"),
      ],
      sql: """
        SELECT finished_at, game_date, table_name, state, rows, duration_ms, run_id FROM run_history
        WHERE state IN ('complete', 'degraded', 'empty_ok') ORDER BY id DESC LIMIT 10
        """),
  ]

  /// How long things take.
  static let speed: [Question] = [
    Question(
      17, "seconds-per-date", "How many seconds does a date take, month by month?",
      [.left("month"), .right("dates"), .right("attempts"), .right("seconds a date"), .right("slowest cell, ms")],
      sql: """
        SELECT substr(h.game_date, 1, 7), count(DISTINCT h.game_date), count(*),
          sum(h.duration_ms) / 1000.0 / count(DISTINCT h.game_date), max(h.duration_ms)
        FROM run_history h JOIN days USING (game_date) GROUP BY 1 ORDER BY 1
        """),
    Question(
      18, "durations", "How long does each table take, and how often does it fail?",
      [
        .left("phase"), .left("table"), .right("attempts"), .right("failed"), .right("failed %"), .right("mean ms"),
        .right("longest ms"),
      ],
      sql: """
        SELECT c.phase, h.table_name, count(*), count(*) FILTER (WHERE h.state = 'failed'),
          100.0 * count(*) FILTER (WHERE h.state = 'failed') / count(*), avg(h.duration_ms), max(h.duration_ms)
        FROM run_history h JOIN table_catalog c USING (table_name) GROUP BY 1, 2 ORDER BY 1, 2
        """),
  ]
}
