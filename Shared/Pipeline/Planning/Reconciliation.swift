public import Contracts
public import Ledger
public import League
public import Warehouse

/// The whole history held against itself: what the ledger claims, what the schedules make expected, and the rows that are
/// there. What differs can be withdrawn, which makes it work again; a run then makes it anew.
public struct Reconciliation: Sendable {
  /// Cells whose claim is false, or that are not in the grid although they are expected.
  public private(set) var damages: [Damage] = []
  /// Cells of played dates that are planned and not settled.
  public private(set) var open: [Cell] = []

  /// A cell that does not stand as it should.
  public struct Damage: Hashable, Sendable, Codable {
    /// The date.
    public var date: GameDate
    /// The table.
    public var table: TableName
    /// The phase that makes it.
    public var phase: Phase
    /// What is wrong.
    public var what: String

    /// The cell.
    public var key: CellKey { CellKey(table, date) }
  }

  /// Holds everything against everything.
  ///
  /// - Parameter today: dates from this one on are not expected to be there.
  public init(today: GameDate, in reader: any WarehouseReader) throws {
    var mirror = GridMirror()
    try Ledger.refresh(&mirror, from: reader)
    let catalog = try Ledger.catalog(in: reader).map(TableInfo.init).sorted {
      ($0.phase, $0.name) < ($1.phase, $1.name)
    }
    for table in catalog where table.grain == .season {
      try compare(seasonsOf: table, mirror, reader)
    }
    for season in mirror.seasons {
      for date in mirror.gameDates(of: season) ?? [] where date < today {
        for table in catalog where table.grain == .gameDate {
          try compare(table, date, mirror, reader)
        }
      }
    }
  }

  private mutating func note(_ key: CellKey, _ table: TableInfo, _ what: String) {
    damages.append(Damage(date: key.date, table: key.table, phase: table.phase, what: what))
  }

  private mutating func compare(
    _ table: TableInfo, _ date: GameDate, _ mirror: GridMirror, _ reader: any WarehouseReader
  ) throws {
    let key = CellKey(table.name, date)
    guard let cell = mirror[key] else { return note(key, table, "it is not in the grid") }
    guard cell.isSettled else { return open.append(cell) }
    if let problem = try Self.problem(cell, table, reader) { note(key, table, problem) }
  }

  /// The dates of a season table are made together: one that is damaged makes the season's cell work.
  private mutating func compare(
    seasonsOf table: TableInfo, _ mirror: GridMirror, _ reader: any WarehouseReader
  ) throws {
    let cells = mirror.cells(of: table.name)
    let stored = try reader.all("SELECT DISTINCT game_date FROM \(table.name)") { row in
      row.text(0).flatMap { GameDate($0[...]) }
    }.compactMap { $0 }
    let seasons = Set(cells.values.map(\.season)).union(stored.map { Season(nominal: $0) })
    for season in seasons.sorted() {
      let place = CellKey(table.name, season.partitionDate)
      let before = damages.count
      var parts: [(GameDate, String)] = []
      for cell in cells.values where cell.season == season && cell.key != place && cell.state != .running {
        if cell.state == .complete { parts.append((cell.key.date, cell.outputDigest ?? "")) }
        if let problem = try Self.problem(cell, table, reader) { note(cell.key, table, problem) }
      }
      for date in stored where Season(nominal: date) == season && cells[date] == nil {
        note(CellKey(table.name, date), table, "rows are there that no cell claims")
      }
      guard let whole = cells[season.partitionDate] else {
        note(place, table, "it is not in the grid")
        continue
      }
      guard whole.isSettled else { continue }
      if stored.contains(season.partitionDate) {
        parts.append((season.partitionDate, try reader.digest(of: table.schema, on: season.partitionDate).digest))
      }
      let text = parts.sorted { $0.0 < $1.0 }.map { "\($0)=\($1)" }.joined(separator: "\n")
      if damages.count > before {
        note(place, table, "a date of the season is damaged")
      } else if whole.rows > 0, RowSetDigest.hex(of: text.utf8) != whole.outputDigest {
        note(place, table, "the season's dates are not those that were written")
      }
    }
  }

  private static func problem(_ cell: Cell, _ table: TableInfo, _ reader: any WarehouseReader) throws -> String? {
    let stored = try reader.digest(of: table.schema, on: cell.key.date)
    if stored.rows != cell.rows { return "the ledger claims \(cell.rows) rows, the store holds \(stored.rows)" }
    guard let claimed = cell.outputDigest, claimed != stored.digest else { return nil }
    return "the rows are not those that were written"
  }

  /// Takes back the claims that are false, so that whoever keeps the grid in memory learns of it and the next run makes
  /// these cells again. A cell under a live lease is left to its owner.
  public func withdraw(now: Int64, at time: String, in writer: any WarehouseWriter) throws {
    guard !damages.isEmpty else { return }
    let change = try Ledger.nextChange(in: writer)
    for damage in damages {
      var cell =
        try Ledger.cell(damage.key, in: writer)
        ?? Cell(key: damage.key, season: Season(nominal: damage.date), phase: damage.phase)
      do throws(CellLife.Refusal) {
        try cell.life.withdraw(now: now)
      } catch {
        continue
      }
      cell.reason = "withdrawn: \(damage.what)"
      cell.inputVersion = nil
      cell.outputDigest = nil
      try Ledger.put(cell, change: change, at: time, in: writer)
    }
  }

  /// The run that makes what is damaged, and what is open, again; nil when there is nothing to do.
  ///
  /// - Parameter leaving: dates that are left alone.
  public func request(leaving: Set<GameDate> = [], requestedBy: String) -> RunRequest? {
    let work = damages.map { ($0.date, $0.phase) } + open.map { ($0.key.date, $0.phase) }
    let left = work.filter { !leaving.contains($0.0) }
    guard let from = left.map(\.1).min() else { return nil }
    return RunRequest(
      selection: DateSelection(dates: Set(left.map(\.0)).sorted()), from: from, mode: .failed, requestedBy: requestedBy)
  }
}
