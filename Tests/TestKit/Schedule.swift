public import Contracts
public import Ledger
public import League
public import Warehouse

/// What phase 2 leaves in the ledger once a season's schedule was read: which dates are game dates.
public struct Schedule: Sendable {
  /// The season.
  public var season: Season
  /// Games by date.
  public var games: [GameDate: Int]

  /// A season with so many games on each of some dates.
  public init(season: Season = Season(startYear: 2023), dates: [GameDate], games: Int = 2) {
    self.season = season
    self.games = Dictionary(uniqueKeysWithValues: dates.map { ($0, games) })
  }

  /// The cells of the schedule: the season's own, and one for each date.
  public var cells: [Cell] {
    [Cell.done(GridMirror.calendar, season.partitionDate, season: season, phase: .raw, rows: games.values.reduce(0, +))]
      + games.sorted { $0.key < $1.key }.map { date, games in
        Cell.done(GridMirror.calendar, date, season: season, phase: .raw, rows: games)
      }
  }

  /// A mirror that knows the schedule and nothing else.
  public var mirror: GridMirror {
    var mirror = GridMirror()
    for cell in cells {
      mirror.put(cell)
    }
    return mirror
  }
}

extension Cell {
  /// A cell whose work is over.
  public static func done(
    _ table: TableName, _ date: GameDate, season: Season = Season(startYear: 2023), phase: Phase = .analytics,
    rows: Int = 1, digest: String = "digest", state: CellState = .complete, version: String? = nil
  ) -> Cell {
    var cell = Cell(key: CellKey(table, date), season: season, phase: phase)
    cell.life = CellLife(state: state, fencingToken: 1)
    cell.rows = rows
    cell.outputDigest = digest
    cell.inputVersion = version
    return cell
  }
}

extension Warehouse {
  /// Writes cells in one transaction, as their phases would.
  public func put(_ cells: [Cell], at time: String = "2024-03-01T00:00:00.000Z") async throws {
    try await write { writer in
      let change = try Ledger.nextChange(in: writer)
      for cell in cells {
        try Ledger.put(cell, change: change, at: time, in: writer)
      }
    }
  }

  /// A cell as it stands.
  public func cell(_ table: TableName, _ date: GameDate) async throws -> Cell? {
    try await read { try Ledger.cell(CellKey(table, date), in: $0) }
  }

  /// The one number that a query gives; nil when it gives none.
  public func number(_ sql: String) async throws -> Int? {
    try await read { try $0.first(sql) { $0.int(0) } }
  }
}
