import Contracts
import Foundation
import Ledger
import League
import Logging
import Pipeline
import TestKit
import Warehouse

/// Tables recomputed on chosen dates over a copy of a warehouse in which every result from that date on was changed or
/// deleted, by the same runner that services use. A table that knows nothing of its future comes out as it was.
///
/// On each date D the copy holds, before anything is recomputed:
/// * of dates before D, everything as it was;
/// * of D and all later dates of all seasons, altered rows of *every* table: raw results, analytics, features, predictions,
///   grades. Of schedule, markets and injury news (``knownBefore``) D itself is left as it was, later dates are altered;
/// * of D itself, who is listed in the box scores (``listing``), unaltered: the archive has no other record of rosters, so
///   the population of D is held fixed. What the listed players did is altered or deleted like everything else, and which
///   of them turned out to play is handed round among them (``Alteration/changed``);
/// * of the season's schedule, no play-in, playoff or final after D: who meets there is a result. So it is in the games that
///   the Cup pairs, of which the dates alone are known: after D other teams meet in them.
struct LeakProof {
  enum Alteration {
    /// Every number raised by one, every flag turned, every other text overwritten; keys and names stay.
    case changed
    /// Every row gone; on D the listing stays, with nothing beside it.
    case deleted
  }

  /// A row that is not as it was.
  struct Difference: CustomStringConvertible {
    var cell: CellKey
    var what: String
    var description: String { "\(cell): \(what)" }
  }

  /// Schedule, markets and injury news: what a table may know of its own date.
  static let knownBefore: Set<TableName> = ["games", "raw_prop_lines", "raw_game_lines", "raw_injury_reports"]
  /// The season's games, past and to come, under the season's date.
  static let schedule = "season_schedule"
  /// The table that tells who is listed for a game.
  static let listing = "raw_player_box"
  /// Columns that say who and where, and not what came of it.
  private static let identity: Set<String> = [
    "game_id", "season", "game_type", "counts_for_averages", "player_id", "player_lookup", "player_name",
    "player_full_name", "team", "team_abbr", "opponent", "opponent_team_abbr", "home_team", "away_team", "is_home",
    "home_game",
  ]

  /// Whether a column says who and where; of the listing also how he is listed.
  private static func isHeld(_ column: TableSchema.Column, of table: TableInfo) -> Bool {
    column.isKey || identity.contains(column.name) || (table.name.text == listing && column.name == "player_status")
  }

  let warehouse: SQLiteWarehouse
  private let folder: TemporaryFolder
  private let phases: [TableSet]
  private let asOf: [TableInfo]
  private let altered: [TableInfo]

  /// - Parameters:
  ///   - replayed: the warehouse that is copied.
  ///   - phases: the phases whose tables are recomputed, in order.
  ///   - asOf: which of their tables.
  init(
    _ replayed: RealSeasons.Replayed, phases: [TableSet], asOf names: Set<TableName>
  ) async throws {
    folder = try TemporaryFolder()
    for file in try FileManager.default.contentsOfDirectory(atPath: replayed.folder.path)
    where file.hasPrefix("warehouse.sqlite") {
      try FileManager.default.copyItem(atPath: replayed.folder.file(file), toPath: folder.file(file))
    }
    let warehouse = try folder.warehouse()
    self.warehouse = warehouse
    self.phases = phases
    for runner in Self.runners(of: phases, over: warehouse) {
      try await runner.register()
    }
    let catalog = try await warehouse.read { try Ledger.catalog(in: $0).map(TableInfo.init) }
    asOf = catalog.filter { names.contains($0.name) }
    altered = catalog.filter { ![.scrape, .publish].contains($0.phase) }
  }

  /// Runners that hold nothing in memory yet.
  private static func runners(of phases: [TableSet], over warehouse: SQLiteWarehouse) -> [PhaseRunner] {
    phases.map { tables in
      PhaseRunner(
        tables: tables, warehouse: warehouse, clock: VirtualClock(), settings: .init(owner: "leak-proof"),
        logger: Logger(label: "leak-proof", factory: { _ in SwiftLogNoOpLogHandler() }))
    }
  }

  /// Recomputes the tables on the dates as the warehouse stands.
  func recompute(_ dates: [GameDate]) async throws {
    let runners = Self.runners(of: phases, over: warehouse)
    for date in dates {
      let failures = try await recompute(date, by: runners)
      if let failure = failures.first { throw Failure(what: failure.description) }
    }
  }

  struct Failure: Error {
    var what: String
  }

  /// Alters the future of each date in turn, recomputes the date, and says what came out otherwise.
  ///
  /// - Parameter dates: ascending, so that what the runners hold in memory is always of dates before.
  /// - Returns: the differences, and the number of rows that were compared.
  func run(_ alteration: Alteration, on dates: [GameDate]) async throws -> (differences: [Difference], rows: Int) {
    guard let first = dates.first else { return ([], 0) }
    try await warehouse.write { [altered] writer in
      for table in altered {
        try writer.execute("DROP TABLE IF EXISTS original_\(table.name)", [])
        try writer.execute("CREATE TABLE original_\(table.name) AS SELECT * FROM \(table.name)", [])
        try writer.execute("CREATE INDEX original_\(table.name)_date ON original_\(table.name) (game_date)", [])
        guard table.name.text != Self.schedule else { continue }
        switch alteration {
        case .changed:
          if table.name.text == Self.listing { try Self.handRoundStatus(from: first, in: writer) }
          let changes = table.schema.columns.filter { !Self.isHeld($0, of: table) }.map(Self.change)
          guard !changes.isEmpty else { continue }
          try writer.execute(
            "UPDATE \(table.name) SET \(changes.joined(separator: ", ")) WHERE game_date >= ?", [.text("\(first)")])
        case .deleted:
          try writer.execute("DELETE FROM \(table.name) WHERE game_date >= ?", [.text("\(first)")])
        }
      }
    }
    let runners = Self.runners(of: phases, over: warehouse)
    var differences: [Difference] = []
    var rows = 0
    var previous = first
    for date in dates {
      try await restore(from: previous, before: date, keepingListing: alteration == .deleted)
      previous = date
      let failures = try await recompute(date, by: runners)
      differences += failures
      for table in asOf where !failures.contains(where: { $0.cell.table == table.name }) {
        let (found, difference) = try await compare(table, on: date)
        rows += found
        differences += [difference].compactMap { $0 }
      }
    }
    return (differences, rows)
  }

  /// Puts the rows of dates back that are now in the past, and what was known of the date at hand.
  private func restore(from previous: GameDate, before date: GameDate, keepingListing: Bool) async throws {
    let (from, to) = (SQLValue.text("\(previous)"), SQLValue.text("\(date)"))
    try await warehouse.write { [altered] writer in
      for table in altered {
        let (name, original) = (table.name.text, "original_\(table.name)")
        if name == Self.schedule {
          try writer.execute("DELETE FROM \(name)", [])
          try writer.execute(
            "INSERT INTO \(name) SELECT * FROM \(original) "
              + "WHERE game_date <= ? AND (season_type = 'regular_season' OR played_on <= ?)", [to, to])
          try writer.execute(
            "UPDATE \(name) SET home_team = 'BOS', away_team = 'LAL' WHERE played_on > ? "
              + "AND season_type = 'regular_season' AND substr(game_id, 4, 2) >= '23' AND substr(game_id, 6) > '01200'",
            [to])
          try Self.renewDigest(of: CellKey(table.name, Season(nominal: date).partitionDate), for: date, in: writer)
          continue
        }
        let past = "game_date >= ? AND game_date \(Self.knownBefore.contains(table.name) ? "<=" : "<") ?"
        try writer.execute("DELETE FROM \(name) WHERE \(past)", [from, to])
        try writer.execute("INSERT INTO \(name) SELECT * FROM \(original) WHERE \(past)", [from, to])
        if keepingListing, name == Self.listing {
          let columns = table.schema.columns.map(\.name).joined(separator: ", ")
          let values = table.schema.columns.map { column in
            Self.isHeld(column, of: table)
              ? column.name : column.isNullable ? "NULL" : column.storage == .text ? "''" : "0"
          }
          try writer.execute(
            "INSERT INTO \(name) (game_date, \(columns)) SELECT game_date, \(values.joined(separator: ", ")) "
              + "FROM \(original) WHERE game_date = ?", [to])
        }
      }
    }
  }

  /// Tells runners, which hold the rows of a season in memory, that these are others now.
  private static func renewDigest(of key: CellKey, for date: GameDate, in writer: any WarehouseWriter) throws {
    guard var cell = try Ledger.cell(key, in: writer) else { return }
    cell.outputDigest = "as of \(date)"
    try Ledger.put(cell, change: try Ledger.nextChange(in: writer), at: "", in: writer)
  }

  /// Gives each listed player the status of the next one of his team: as many played as did, but others.
  private static func handRoundStatus(from first: GameDate, in writer: any WarehouseWriter) throws {
    let original = "original_\(listing)"
    try writer.execute(
      "CREATE INDEX \(original)_player ON \(original) (game_date, game_id, team, player_id, player_status)", [])
    let team = "o.game_date = \(listing).game_date AND o.game_id = \(listing).game_id AND o.team = \(listing).team"
    let next = "SELECT o.player_status FROM \(original) o WHERE \(team)"
    try writer.execute(
      """
      UPDATE \(listing) SET player_status = coalesce(
        (\(next) AND o.player_id > \(listing).player_id ORDER BY o.player_id LIMIT 1), (\(next) ORDER BY o.player_id LIMIT 1))
      WHERE game_date >= ?
      """, [.text("\(first)")])
  }

  private static func change(_ column: TableSchema.Column) -> String {
    let name = column.name
    if column.isBoolean { return "\(name) = 1 - coalesce(\(name), 0)" }
    return column.storage == .text ? "\(name) = 'altered'" : "\(name) = coalesce(\(name), 0) + 1"
  }

  /// Computes the tables of a date anew; what fails is a difference.
  private func recompute(_ date: GameDate, by runners: [PhaseRunner]) async throws -> [Difference] {
    var differences: [Difference] = []
    for runner in runners {
      let tables = await runner.tables
      let names = tables.tables.map(\.info.name).filter { name in asOf.contains { $0.name == name } }
      // A run of its own each time: a run forces a cell once.
      let request = DateRequested(
        runID: "leak-proof-\(UUID())", date: date, from: tables.phase, through: tables.phase, tables: names,
        force: true, acceptGaps: true)
      switch try await runner.handle(request, traceparent: "") {
      case .waiting(let waiting):
        differences.append(Difference(cell: CellKey(names[0], date), what: waiting.reason))
      case .completed(let completion):
        for outcome in completion.tables where outcome.status == .failed {
          differences.append(Difference(cell: CellKey(outcome.table, date), what: outcome.reason ?? "failed"))
        }
      }
    }
    return differences
  }

  private func compare(_ table: TableInfo, on date: GameDate) async throws -> (rows: Int, Difference?) {
    let names = table.schema.columns.map(\.name)
    let order = (["game_date"] + table.schema.key).joined(separator: ", ")
    func rows(of name: String) async throws -> [[SQLValue]] {
      try await warehouse.read { reader in
        try reader.all(
          "SELECT \(names.joined(separator: ", ")) FROM \(name) WHERE game_date = ? ORDER BY \(order)",
          [.text("\(date)")]
        ) { row in names.indices.map { row[$0] } }
      }
    }
    let before = try await rows(of: "original_\(table.name)")
    let after = try await rows(of: table.name.text)
    let cell = CellKey(table.name, date)
    guard before.count == after.count else {
      return (before.count, Difference(cell: cell, what: "\(before.count) rows became \(after.count)"))
    }
    for (old, new) in zip(before, after) {
      for (index, name) in names.enumerated() where old[index] != new[index] {
        return (before.count, Difference(cell: cell, what: "\(name) was \(old[index]) and became \(new[index])"))
      }
    }
    return (before.count, nil)
  }
}
