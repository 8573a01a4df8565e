public import Contracts
public import League
public import Warehouse

/// The output grid in memory, kept current by reading only what changed since the last look.
public struct GridMirror: Sendable {
  private var cells: [TableName: TableCells] = [:]
  private var changes: [TableName: [GameDate: Int]] = [:]
  private var edits: [TableName: [GameDate]] = [:]
  private var datesBySeason: [Season: [GameDate]] = [:]
  private var newest: [TableName: Int] = [:]
  private var change = 0

  /// The table whose per-date cells say which dates are game dates.
  public static let calendar: TableName = "games"

  /// An empty mirror.
  public init() {}

  /// The change number up to which it is current.
  public var position: Int { change }

  /// Takes in cells that changed after ``position``. Reads may come in out of order: what is older than what is known of a
  /// cell is left aside.
  public mutating func apply(_ changes: [(cell: Cell, change: Int)]) {
    for (cell, number) in changes {
      put(cell, change: number)
      change = max(change, number)
    }
  }

  /// Takes in what changed after ``position``, cells that are gone included.
  public mutating func apply(_ changes: GridChanges) {
    apply(changes.cells)
    for (key, number) in changes.removed {
      change = max(change, number)
      guard number > self.changes[key.table]?[key.date] ?? 0 else { continue }
      newest[key.table] = max(newest[key.table] ?? 0, number)
      self.changes[key.table, default: [:]][key.date] = number
      guard let cell = self[key] else { continue }
      cells[key.table]?[key.date] = nil
      note(cell)
    }
  }

  /// Takes in a cell that was written under a change number; without one it counts as the newest.
  public mutating func put(_ cell: Cell, change: Int? = nil) {
    if let change {
      guard change >= changes[cell.key.table]?[cell.key.date] ?? 0 else { return }
      changes[cell.key.table, default: [:]][cell.key.date] = change
      newest[cell.key.table] = max(newest[cell.key.table] ?? 0, change)
    }
    cells[cell.key.table, default: TableCells()][cell.key.date] = cell
    note(cell)
  }

  private mutating func note(_ cell: Cell) {
    edits[cell.key.table, default: []].append(cell.key.date)
    if cell.key.table == Self.calendar {
      datesBySeason[cell.season] = nil
    }
  }

  /// The dates of every change to a table's cells, in the order in which they were taken in: who remembers how many he has
  /// seen need not look at the others.
  public func edits(of table: TableName) -> [GameDate] {
    edits[table] ?? []
  }

  /// A table's cells as they stand here: equal editions hold equal cells.
  public func edition(of table: TableName) -> TableEdition {
    TableEdition(change: newest[table] ?? 0, edits: edits[table]?.count ?? 0)
  }

  /// A cell; nil when it was never planned nor asked for.
  public subscript(key: CellKey) -> Cell? {
    cells[key.table]?[key.date]
  }

  /// Every cell of a table.
  public func cells(of table: TableName) -> TableCells {
    cells[table] ?? TableCells()
  }

  /// The game dates of a season in order; nil while the season's schedule was not read.
  public mutating func gameDates(of season: Season) -> [GameDate]? {
    if let dates = datesBySeason[season] { return dates }
    guard let calendar = cells[Self.calendar], calendar[season.partitionDate]?.isSettled == true else { return nil }
    let dates = calendar.values
      .filter { $0.season == season && $0.key.date != season.partitionDate && $0.rows > 0 }
      .map(\.key.date).sorted()
    datesBySeason[season] = dates
    return dates
  }

  /// The seasons whose schedule was read.
  public var seasons: [Season] {
    Set(cells[Self.calendar]?.values.map(\.season) ?? []).sorted()
  }
}

extension Ledger {
  /// Brings a mirror up to the present of a transaction.
  public static func refresh(_ mirror: inout GridMirror, from reader: any WarehouseReader) throws {
    mirror.apply(try changes(after: mirror.position, in: reader))
  }
}
