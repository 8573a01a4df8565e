import Reports

extension Question {
  /// What is there.
  static let coverage: [Question] = [
    Question(
      1, "coverage-by-year", "How much of each phase is there, by calendar year?",
      [
        .left("phase"), .left("year"), .right("dates"), .right("cells"), .right("settled"), .right("failed"),
        .right("%"),
      ],
      sql: """
        SELECT phase, substr(game_date, 1, 4), count(DISTINCT game_date), count(*), sum(settled),
          count(*) FILTER (WHERE state = 'failed'), 100.0 * sum(settled) / count(*)
        FROM cells GROUP BY 1, 2 ORDER BY 1, 2
        """),
    Question(
      2, "missing-in-phase3", "Which dates lack something in phase 3?",
      [.left("date"), .left("table"), .left("state"), .left("why")],
      sql: """
        SELECT game_date, table_name, state, coalesce(error, reason, 'never ran') FROM cells
        WHERE phase = 'phase3' AND settled = 0 ORDER BY 1, 2
        """),
    Question(
      3, "phase3-without-phase4", "Which dates are through phase 3 and not through phase 4?",
      [.left("date"), .left("missing in phase 4")],
      sql: """
        SELECT game_date, group_concat(CASE WHEN phase = 'phase4' AND settled = 0 THEN table_name END, ', ') FROM cells
        WHERE phase IN ('phase3', 'phase4') GROUP BY 1
        HAVING count(*) FILTER (WHERE phase = 'phase3' AND settled = 0) = 0
          AND count(*) FILTER (WHERE phase = 'phase4' AND settled = 0) > 0 ORDER BY 1
        """),
    Question(
      4, "coverage-by-month", "How many dates of each month are through each phase?",
      [.left("month"), .right("dates")] + phases.map { .right($0) },
      sql: """
        , dated AS (SELECT game_date, phase, min(settled) AS whole FROM cells GROUP BY 1, 2)
        SELECT substr(game_date, 1, 7), count(DISTINCT game_date), \(
          phases.map { "count(*) FILTER (WHERE phase = '\($0)' AND whole = 1)" }.joined(separator: ", "))
        FROM dated GROUP BY 1 ORDER BY 1
        """),
    Question(
      11, "partial-dates", "Which dates have some tables of a phase and not all?",
      [.left("date"), .left("phase"), .right("there"), .right("of"), .left("missing")],
      sql: """
        SELECT game_date, phase, sum(settled), count(*), group_concat(CASE WHEN settled = 0 THEN table_name END, ', ')
        FROM cells GROUP BY 1, 2 HAVING sum(settled) > 0 AND sum(settled) < count(*) ORDER BY 1, 2
        """),
    Question(
      16, "all-tables", "What do all tables hold, side by side?",
      [
        .left("phase"), .left("table"), .right("dates with rows"), .right("rows"), .right("fewest"), .right("mean"),
        .right("most"), .left("first"), .left("last"),
      ],
      sql: """
        SELECT phase, table_name, count(*) FILTER (WHERE rows > 0), sum(rows), min(nullif(rows, 0)),
          avg(nullif(rows, 0)), max(rows), min(CASE WHEN rows > 0 THEN game_date END),
          max(CASE WHEN rows > 0 THEN game_date END)
        FROM cells GROUP BY 1, 2 ORDER BY 1, 2
        """),
  ]

  static let phases = ["phase1", "phase2", "phase3", "phase4", "phase5a", "phase5b", "phase6"]
}
