public import League
public import Warehouse

/// The rows of a history as of a date: everything in it lies strictly before that date.
public struct PastRows<P: HistoryProjection>: Sendable {
  /// The date; no row is on it or after it.
  public let date: GameDate
  private let seasons: [SeasonRows<P>]

  init(seasons: [SeasonRows<P>], before date: GameDate) {
    self.seasons = seasons
    self.date = date
  }

  /// The rows of an entity, oldest first.
  public func of(_ entity: P.Entity) -> ArraySlice<P> {
    if seasons.count == 1 {
      return seasons[0].rows(of: entity, before: date)
    }
    return seasons.flatMap { $0.rows(of: entity, before: date) }[...]
  }

  /// The last `count` rows of an entity, oldest first; fewer when there are fewer.
  public func last(_ count: Int, of entity: P.Entity) -> ArraySlice<P> {
    of(entity).suffix(count)
  }

  /// The rows of an entity on dates from `start` on, oldest first.
  public func of(_ entity: P.Entity, since start: GameDate) -> ArraySlice<P> {
    let rows = of(entity)
    return rows[rows.firstIndexSorted { $0.gameDate >= start }...]
  }

  /// Every entity that has a row before the date.
  public var entities: [P.Entity] {
    var seen: Set<P.Entity> = []
    for season in seasons {
      for (entity, rows) in season.byEntity where rows.first.map({ $0.gameDate < date }) == true {
        seen.insert(entity)
      }
    }
    return Array(seen)
  }
}

extension PastRows {
  /// The past rows among `rows`, for tests and for tables that hold all their rows at hand.
  public init(_ rows: [P], before date: GameDate) {
    var season = SeasonRows<P>()
    for (day, rows) in Dictionary(grouping: rows, by: \.gameDate) {
      season.put(rows, on: day, digest: "")
    }
    self.init(seasons: [season], before: date)
  }
}

/// One season of a history in memory, by entity and date.
struct SeasonRows<P: HistoryProjection>: Sendable {
  private(set) var byEntity: [P.Entity: [P]] = [:]
  private(set) var digests: [GameDate: String] = [:]
  private var entitiesOn: [GameDate: [P.Entity]] = [:]

  /// Puts the rows of a date in place of those that stood for it.
  mutating func put(_ rows: [P], on date: GameDate, digest: String) {
    for entity in entitiesOn[date] ?? [] {
      byEntity[entity]?.removeAll { $0.gameDate == date }
    }
    entitiesOn[date] = rows.map(\.entity)
    digests[date] = digest
    for row in rows {
      let place = byEntity[row.entity]?[...].firstIndexSorted { $0.gameDate > date } ?? 0
      byEntity[row.entity, default: []].insert(row, at: place)
    }
  }

  func rows(of entity: P.Entity, before date: GameDate) -> ArraySlice<P> {
    guard let rows = byEntity[entity] else { return [] }
    return rows[..<rows[...].firstIndexSorted { $0.gameDate >= date }]
  }
}

extension ArraySlice {
  /// The first index whose element satisfies a predicate that is false, then true along the slice.
  func firstIndexSorted(where isPast: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if isPast(self[middle]) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }
}
