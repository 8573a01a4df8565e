import Contracts
import Ledger
import League
import Warehouse

/// The history of one projection in memory: each partition is read once, and again when the grid says that it changed.
actor HistoryShelf<P: HistoryProjection> {
  private let warehouse: any Warehouse
  private var rows = HistoryRows<P>()
  /// Dates that are held, by season; the season that was asked for last stands last.
  private var seasons: [(season: Season, dates: Set<GameDate>)] = []
  private var mostAsked = 1
  /// By season: the dates that were last looked at, and the edition of the table's cells at that time.
  private var checked: [Season: (dates: ArraySlice<GameDate>, edition: TableEdition)] = [:]
  private var isReading = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(warehouse: any Warehouse) {
    self.warehouse = warehouse
  }

  /// The rows of some seasons on `dates`, as their cells in the grid say they are. One season more than was ever asked for
  /// stays in memory, so that work on both sides of a season's opening reads nothing twice.
  ///
  /// - Parameter edition: of the table's cells; while it stays the same, no date is looked at twice.
  func rows(
    of wanted: [(season: Season, dates: ArraySlice<GameDate>)], cells: TableCells, edition: TableEdition
  ) async throws -> HistoryRows<P> {
    await turn()
    defer { endTurn() }
    mostAsked = max(mostAsked, wanted.count)
    for (season, dates) in wanted {
      if !isCurrent(season, dates, edition) {
        let missing = dates.filter { date in
          guard let cell = cells[date], cell.isSettled else { return false }
          return rows.digest(on: date) != cell.outputDigest
        }
        try await read(missing, cells: cells)
        checked[season] = (dates, edition)
      }
      touch(season, dates)
    }
    while seasons.count > mostAsked + 1 {
      let gone = seasons.removeFirst()
      checked[gone.season] = nil
      rows.drop(gone.dates)
    }
    return rows
  }

  private func read(_ missing: [GameDate], cells: TableCells) async throws {
    let filled = missing.filter { (cells[$0]?.rows ?? 0) > 0 }
    for (date, digest, found) in try await partitions(on: filled) {
      // A digest that moved since the mirror was read means that the rows did too; the cell is then evaluated anew.
      guard digest == cells[date]?.outputDigest else { throw PipelineError.inputsMoved }
      rows.put(found, on: date, digest: digest ?? "")
    }
    for date in missing where (cells[date]?.rows ?? 0) == 0 {
      rows.put([], on: date, digest: cells[date]?.outputDigest ?? "")
    }
  }

  /// The digests and rows of some dates, as they are stored now.
  private func partitions(on dates: [GameDate]) async throws -> [(GameDate, String?, [P])] {
    guard !dates.isEmpty else { return [] }
    return try await warehouse.read { reader in
      try dates.map { date in
        let key = CellKey(TableName(declared: P.table), date)
        return (date, try Ledger.cell(key, in: reader)?.outputDigest, try reader.rows(P.self, on: date))
      }
    }
  }

  /// Whether these dates were looked at since the table's cells last changed.
  private func isCurrent(_ season: Season, _ dates: ArraySlice<GameDate>, _ edition: TableEdition) -> Bool {
    guard let checked = checked[season], checked.edition == edition else { return false }
    return checked.dates.starts(with: dates)
  }

  private func touch(_ season: Season, _ dates: some Sequence<GameDate>) {
    var held: Set<GameDate> = []
    if let index = seasons.firstIndex(where: { $0.season == season }) {
      held = seasons.remove(at: index).dates
    }
    held.formUnion(dates)
    seasons.append((season, held))
  }

  /// Waits until nobody else reads, so that no partition is read by two at once.
  private func turn() async {
    guard isReading else {
      isReading = true
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func endTurn() {
    guard waiting.isEmpty else { return waiting.removeFirst().resume() }
    isReading = false
  }
}
