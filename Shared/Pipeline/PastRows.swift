public import League
public import Warehouse

/// The rows of a history as of a date: everything in it lies strictly before that date.
public struct PastRows<P: HistoryProjection>: Sendable {
  /// The date; no row is on it or after it.
  public let date: GameDate
  private let rows: HistoryRows<P>
  private let dates: Range<GameDate>

  /// - Parameter start: no row is before it.
  init(_ rows: HistoryRows<P>, from start: GameDate, before date: GameDate) {
    self.rows = rows
    self.date = date
    dates = min(start, date)..<date
  }

  /// The rows of an entity, oldest first.
  public func of(_ entity: P.Entity) -> EntityRows<P> {
    rows.of(entity, in: dates)
  }

  /// The last `count` rows of an entity, oldest first; fewer when there are fewer.
  public func last(_ count: Int, of entity: P.Entity) -> EntityRows<P> {
    of(entity).suffix(count)
  }

  /// The rows of an entity on dates from `start` on, oldest first.
  public func of(_ entity: P.Entity, since start: GameDate) -> EntityRows<P> {
    rows.of(entity, in: dates.clamped(to: min(start, date)..<date))
  }

  /// Every entity that has a row before the date.
  public var entities: [P.Entity] { rows.entities(in: dates) }
}

extension PastRows {
  /// The past rows among `rows`, for tests and for tables that hold all their rows at hand.
  public init(_ rows: [P], before date: GameDate) {
    var history = HistoryRows<P>()
    for (day, rows) in Dictionary(grouping: rows, by: \.gameDate) {
      history.put(rows, on: day, digest: "")
    }
    self.init(history, from: rows.lazy.map(\.gameDate).min() ?? date, before: date)
  }
}
