import GRDB

/// The format of the file: who wrote it, and which version.
enum SQLiteFormat {
  /// "Back" as a number: marks the file as a Backcourt warehouse.
  private static let applicationID = 0x4261_636b
  private static let steps: [String] = LedgerSchema.steps

  static func bringUpToDate(_ pool: DatabasePool, path: String) throws {
    // Who only asks does not queue behind those who write.
    guard try !pool.read(isUpToDate) else { return }
    try pool.write { db in
      let owner = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
      let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
      guard owner == applicationID || isEmpty, version >= 0 else {
        throw WarehouseError.cannotOpen(path: path, reason: "it is a database of another program")
      }
      guard version <= steps.count else {
        throw WarehouseError.newerFormat(path: path, found: version, supported: steps.count)
      }
      for step in steps[version...] {
        try db.execute(sql: step)
      }
      if version < steps.count {
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(steps.count)")
      }
    }
  }

  private static func isUpToDate(_ db: Database) throws -> Bool {
    try Int.fetchOne(db, sql: "PRAGMA application_id") == applicationID
      && Int.fetchOne(db, sql: "PRAGMA user_version") == steps.count
  }
}
