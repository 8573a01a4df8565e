/// The ledger's tables, in portable SQL. They stand in the warehouse, so a cell and its rows change in one transaction.
enum LedgerSchema {
  static let version1 = """
    CREATE TABLE ledger_clock (id INTEGER NOT NULL PRIMARY KEY, change INTEGER NOT NULL) STRICT;
    INSERT INTO ledger_clock VALUES (1, 0);

    CREATE TABLE table_catalog (
      table_name TEXT NOT NULL PRIMARY KEY, phase TEXT NOT NULL, code_version TEXT NOT NULL,
      declaration TEXT NOT NULL, registered_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE output_grid (
      table_name TEXT NOT NULL, game_date TEXT NOT NULL, season TEXT NOT NULL, phase TEXT NOT NULL,
      state TEXT NOT NULL, reason TEXT, rows INTEGER NOT NULL, expected_rows INTEGER,
      input_version TEXT, output_digest TEXT, code_version TEXT, run_id TEXT,
      attempts INTEGER NOT NULL, lease_owner TEXT, lease_until INTEGER, fencing_token INTEGER NOT NULL,
      error_category TEXT, error TEXT, finished_at TEXT, updated_at TEXT NOT NULL,
      change INTEGER NOT NULL,
      PRIMARY KEY (table_name, game_date)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX output_grid_change ON output_grid (change);
    CREATE INDEX output_grid_date ON output_grid (game_date, phase);

    CREATE TABLE run_history (
      id INTEGER NOT NULL PRIMARY KEY, table_name TEXT NOT NULL, game_date TEXT NOT NULL, run_id TEXT NOT NULL,
      attempt INTEGER NOT NULL, owner TEXT NOT NULL, state TEXT NOT NULL, reason TEXT, rows INTEGER NOT NULL,
      expected_rows INTEGER, changed INTEGER NOT NULL, input_version TEXT, output_digest TEXT, code_version TEXT NOT NULL,
      error_category TEXT, error TEXT, started_at TEXT NOT NULL, finished_at TEXT NOT NULL, duration_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX run_history_cell ON run_history (game_date, table_name);

    CREATE TABLE waiting_dates (
      phase TEXT NOT NULL, game_date TEXT NOT NULL, event TEXT NOT NULL, traceparent TEXT NOT NULL, waits_for_table TEXT, waits_for_date TEXT,
      due_at INTEGER, attempt INTEGER NOT NULL, reason TEXT NOT NULL, since TEXT NOT NULL,
      PRIMARY KEY (phase, game_date)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE runs (
      run_id TEXT NOT NULL PRIMARY KEY, state TEXT NOT NULL, request TEXT NOT NULL, requested_by TEXT NOT NULL,
      fingerprint TEXT, planned INTEGER NOT NULL, gates TEXT, report TEXT,
      created_at TEXT NOT NULL, updated_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE run_dates (
      run_id TEXT NOT NULL, stage INTEGER NOT NULL, game_date TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL,
      reason TEXT, updated_at TEXT NOT NULL,
      PRIMARY KEY (run_id, stage, game_date)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE audit (
      id INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, subject TEXT NOT NULL,
      reason TEXT
    ) STRICT;
    """

  static let version2 = """
    CREATE TABLE removed_cells (
      table_name TEXT NOT NULL, game_date TEXT NOT NULL, change INTEGER NOT NULL, removed_at TEXT NOT NULL,
      PRIMARY KEY (table_name, game_date)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX removed_cells_change ON removed_cells (change);

    CREATE TABLE dead_letters (
      id TEXT NOT NULL PRIMARY KEY, topic TEXT NOT NULL, partition INTEGER NOT NULL, position INTEGER NOT NULL,
      original_topic TEXT, original_partition INTEGER, original_position INTEGER,
      reason TEXT NOT NULL, dead_since TEXT NOT NULL, recorded_at TEXT NOT NULL, redrives INTEGER NOT NULL,
      message_key TEXT, headers TEXT NOT NULL, body TEXT NOT NULL, body_bytes INTEGER NOT NULL,
      is_whole INTEGER NOT NULL,
      state TEXT NOT NULL, decided_at TEXT, decided_by TEXT, decision TEXT
    ) STRICT;
    CREATE INDEX dead_letters_state ON dead_letters (state, dead_since);
    """

  static let version3 = """
    CREATE TABLE leased_dates (
      phase TEXT NOT NULL, game_date TEXT NOT NULL, owner TEXT NOT NULL, event TEXT NOT NULL, traceparent TEXT NOT NULL,
      lease_until INTEGER NOT NULL,
      PRIMARY KEY (phase, game_date, owner)
    ) STRICT, WITHOUT ROWID;
    """

  /// Letters by their reasons: who counts them neither sorts them nor reads their bodies, however many a flood leaves. A
  /// reason must fit PostgreSQL's index.
  static let version4 = """
    UPDATE dead_letters SET reason = substr(reason, 1, 500) WHERE length(reason) > 500;
    CREATE INDEX dead_letters_reason ON dead_letters (state, reason, topic, dead_since);
    """

  /// What brings a warehouse from each format to the next. Steps are only ever added.
  static let steps = [version1, version2, version3, version4]
}
