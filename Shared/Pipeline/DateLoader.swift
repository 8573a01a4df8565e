import Contracts
import Ledger
import League
import Warehouse

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
    let wanted = (0..<seasons).reversed().compactMap { earlier in
      let season = Season(startYear: season.startYear - earlier)
      return mirror.gameDates(of: season).map { (season: season, dates: $0.prefix { $0 < date }) }
    }
    let table = TableName(declared: P.table)
    let rows = try await cache.shelf(P.self).rows(
      of: wanted, cells: mirror.cells(of: table), edition: mirror.edition(of: table))
    return PastRows(rows, from: wanted.lazy.compactMap(\.dates.first).first ?? date, before: date)
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
