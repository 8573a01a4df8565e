import Contracts
import Ledger
import League
import Synchronization
import Warehouse

/// Histories in memory: a season of a projection is read once and kept current by output digest.
final class RowCache: Sendable {
  private let warehouse: any Warehouse
  private let seasonsKept: Int
  private let shelves = Mutex(Shelves())

  private struct Shelves {
    var byProjection: [ObjectIdentifier: [Season: any Sendable]] = [:]
    var recent: [Season] = []
    var latest: [ObjectIdentifier: DateRows] = [:]
  }

  /// The rows of the date that was asked for last.
  private struct DateRows {
    var date: GameDate
    var digest: String
    var rows: any Sendable
  }

  /// - Parameter seasonsKept: how many seasons stay in memory; the one not used for longest goes first.
  init(warehouse: any Warehouse, seasonsKept: Int = 4) {
    self.warehouse = warehouse
    self.seasonsKept = seasonsKept
  }

  /// The rows of a season on `dates`, as their cells in the grid say they are.
  func season<P: HistoryProjection>(
    _ projection: P.Type, _ season: Season, dates: some Sequence<GameDate>, cells: [GameDate: Cell]
  ) async throws -> SeasonRows<P> {
    var rows = held(P.self, season)
    let missing = dates.filter { date in
      guard let cell = cells[date], cell.isSettled else { return false }
      return rows.digests[date] != cell.outputDigest
    }
    guard !missing.isEmpty else { return rows }
    let filled = missing.filter { (cells[$0]?.rows ?? 0) > 0 }
    let read = try await warehouse.read { reader in
      try filled.map { date in
        let key = CellKey(TableName(declared: P.table), date)
        let digest = try Ledger.cell(key, in: reader)?.outputDigest
        return (date, digest, try reader.rows(P.self, on: date))
      }
    }
    for (date, digest, found) in read {
      // A digest that moved since the mirror was read means that the rows did too; the cell is then evaluated anew.
      guard digest == cells[date]?.outputDigest else { throw PipelineError.inputsMoved }
      rows.put(found, on: date, digest: digest ?? "")
    }
    for date in missing where (cells[date]?.rows ?? 0) == 0 {
      rows.put([], on: date, digest: cells[date]?.outputDigest ?? "")
    }
    keep(rows, season)
    return rows
  }

  /// The rows of one date.
  ///
  /// - Parameter digest: of the rows as the grid has it; the next table that asks for the same is then answered from
  ///   memory.
  func rows<P: Projection>(_ projection: P.Type, on date: GameDate, digest: String? = nil) async throws -> [P] {
    guard let digest else { return try await warehouse.read { try $0.rows(P.self, on: date) } }
    let kind = ObjectIdentifier(P.self)
    let latest = shelves.withLock { $0.latest[kind] }
    if let latest, latest.date == date, latest.digest == digest, let rows = latest.rows as? [P] { return rows }
    let (stored, rows) = try await warehouse.read { reader in
      let key = CellKey(TableName(declared: P.table), date)
      return (try Ledger.cell(key, in: reader)?.outputDigest, try reader.rows(P.self, on: date))
    }
    if stored == digest {
      shelves.withLock { $0.latest[kind] = DateRows(date: date, digest: digest, rows: rows) }
    }
    return rows
  }

  private func held<P: HistoryProjection>(_ projection: P.Type, _ season: Season) -> SeasonRows<P> {
    shelves.withLock { shelves in
      shelves.recent.removeAll { $0 == season }
      shelves.recent.append(season)
      while shelves.recent.count > seasonsKept {
        let oldest = shelves.recent.removeFirst()
        for projection in shelves.byProjection.keys {
          shelves.byProjection[projection]?[oldest] = nil
        }
      }
      return shelves.byProjection[ObjectIdentifier(P.self)]?[season] as? SeasonRows<P> ?? SeasonRows<P>()
    }
  }

  private func keep<P: HistoryProjection>(_ rows: SeasonRows<P>, _ season: Season) {
    shelves.withLock { $0.byProjection[ObjectIdentifier(P.self), default: [:]][season] = rows }
  }
}

/// Hands out inputs for one date's work: rows just computed, rows in memory, rows in the store, things fetched.
struct DateLoader: InputLoader {
  let cache: RowCache
  let mirror: GridMirror
  let computed: [TableName: any ComputedPartition]
  let fetched: [TableName: any Sendable]

  func rows<P: Projection>(_ projection: P.Type, on date: GameDate) async throws -> [P] {
    if let ahead = computed[TableName(declared: P.table)] {
      return try ahead.rows(as: P.self)
    }
    let cell = mirror[CellKey(TableName(declared: P.table), date)]
    return try await cache.rows(P.self, on: date, digest: cell?.isSettled == true ? cell?.outputDigest : nil)
  }

  func history<P: HistoryProjection>(
    _ projection: P.Type, before date: GameDate, season: Season, seasons: Int
  ) async throws -> PastRows<P> {
    var mirror = mirror
    let cells = mirror.cells(of: TableName(declared: P.table))
    var covered: [SeasonRows<P>] = []
    for earlier in (0..<seasons).reversed() {
      let season = Season(startYear: season.startYear - earlier)
      guard let dates = mirror.gameDates(of: season) else { continue }
      covered.append(
        try await cache.season(P.self, season, dates: dates.prefix { $0 < date }, cells: cells))
    }
    return PastRows(seasons: covered, before: date)
  }

  func snapshot<P: Projection>(
    _ projection: P.Type, _ snapshot: Read.Snapshot, asOf date: GameDate, season: Season
  ) async throws -> [P] {
    var mirror = mirror
    guard case .made(let made) = mirror.date(of: snapshot, serving: date, in: season) else { return [] }
    return made == date ? try await rows(P.self, on: date) : try await cache.rows(P.self, on: made)
  }

  func fetched<Content: Sendable>(_ input: Fetched<Content>, on date: GameDate) async throws -> Content {
    guard let content = fetched[input.name] as? Content else { throw PipelineError.undeclaredRead(input.name.text) }
    return content
  }
}
