public import Contracts
public import League
public import Warehouse

/// The rows of another table on the same date.
public struct SameDate<P: Projection>: Input {
  public let passesSkipOn: Bool

  /// - Parameter passesSkipOn: whether a skip of that table on D skips this one, with the same reason.
  public init(passesSkipOn: Bool = true) {
    self.passesSkipOn = passesSkipOn
  }

  public var read: Read { Read(TableName(declared: P.table), .sameDate) }
  public var columns: TableSchema? { get throws { try P.schema } }

  public func load(from loader: any InputLoader, asOf date: GameDate, season: Season) async throws -> [P] {
    try await loader.rows(P.self, on: date)
  }
}

/// The rows of another table on every game date before D in D's season, and in earlier seasons when asked for.
public struct History<P: HistoryProjection>: Input {
  /// How many seasons it covers: 1 is D's season up to the day before D.
  public let seasons: Int

  /// - Parameter seasons: 1 or more.
  public init(seasons: Int = 1) {
    self.seasons = seasons
  }

  public var read: Read { Read(TableName(declared: P.table), .history(seasons: seasons)) }
  public var columns: TableSchema? { get throws { try P.schema } }

  public func load(from loader: any InputLoader, asOf date: GameDate, season: Season) async throws -> PastRows<P> {
    try await loader.history(P.self, before: date, season: season, seasons: seasons)
  }
}

/// The rows of a weekly table that serve the week of D: made without knowing anything of that week.
///
/// Empty before the first snapshot. A table of a later phase may be read so, when it closes its weeks.
public struct WeeklySnapshot<P: Projection>: Input {
  /// Which snapshot.
  public let snapshot: Read.Snapshot

  /// The snapshot made at the opening of D's week, or at the close of the week before.
  public init(_ snapshot: Read.Snapshot) {
    self.snapshot = snapshot
  }

  public var read: Read { Read(TableName(declared: P.table), .snapshot(snapshot)) }
  public var columns: TableSchema? { get throws { try P.schema } }

  public func load(from loader: any InputLoader, asOf date: GameDate, season: Season) async throws -> [P] {
    try await loader.snapshot(P.self, snapshot, asOf: date, season: season)
  }
}

/// The partition of the whole season in another table.
public struct WholeSeason<P: Projection>: Input {
  /// The season's partition.
  public init() {}

  public var read: Read { Read(TableName(declared: P.table), .season) }
  public var columns: TableSchema? { get throws { try P.schema } }

  public func load(from loader: any InputLoader, asOf date: GameDate, season: Season) async throws -> [P] {
    try await loader.rows(P.self, on: season.partitionDate)
  }
}

/// Something from outside the warehouse: what a provider holds for a date, or for a season under its partition date.
public struct Fetched<Content: Sendable>: Input {
  /// Content, and a digest that is equal exactly when the content is.
  public typealias Result = (content: Content, digest: String)

  /// The name under which the read is declared.
  public let name: TableName
  /// Gets the content.
  public let fetch: @Sendable (GameDate) async throws -> Result

  /// An input named `name` that is got by `fetch`.
  public init(_ name: TableName, fetch: @escaping @Sendable (GameDate) async throws -> Result) {
    self.name = name
    self.fetch = fetch
  }

  public var read: Read { Read(name, .fetched) }
  public var columns: TableSchema? { nil }

  public func load(from loader: any InputLoader, asOf date: GameDate, season: Season) async throws -> Content {
    try await loader.fetched(self, on: date)
  }
}

extension TableName {
  /// The table of a projection; a name that is not one is found when the catalogue is checked at start-up.
  init(declared text: String) {
    self = TableName(text[...]) ?? "invalid_table_name"
  }
}
