public import League
import Synchronization

/// The columns of another table that a reader wants: its side of the contract.
///
/// The reading phase declares what it needs of a table by column name, and nothing else of the writing phase. At start-up
/// the declaration is held against the store, so a missing column is an error before any work.
///
/// ```swift
/// struct PlayedGame: HistoryProjection {
///   static let table = "player_game_summary"
///   var gameDate = GameDate(dayNumber: 0)
///   var playerID = 0
///   var points: Int?
///   var entity: Int { playerID }
///
///   mutating func columns(_ c: inout some ColumnVisitor) throws {
///     try c.key("player_id", &playerID, "")
///     try c.column("points", &points, "")
///   }
/// }
/// ```
public protocol Projection: Record {
  /// The table.
  static var table: String { get }
  /// The date of the row, filled by the store.
  var gameDate: GameDate { get set }
}

extension Projection {
  /// The table's columns that the reader wants, in its order.
  public static var schema: TableSchema {
    get throws { try schemas.withLock { try $0.schema(of: Self.self) } }
  }
}

/// The schemas of projections that were asked for: each is made once in a process.
private struct ProjectionSchemas {
  private var byType: [ObjectIdentifier: TableSchema] = [:]

  mutating func schema<P: Projection>(of projection: P.Type) throws -> TableSchema {
    let type = ObjectIdentifier(projection)
    if let schema = byType[type] { return schema }
    let schema = try TableSchema(table: P.table, row: P.self)
    byType[type] = schema
    return schema
  }
}

private let schemas = Mutex(ProjectionSchemas())

/// A projection whose earlier rows are looked up by what they are about: a player id, a team.
public protocol HistoryProjection: Projection {
  /// What a history is indexed by.
  associatedtype Entity: Hashable & Sendable
  /// The entity of the row.
  var entity: Entity { get }
}
