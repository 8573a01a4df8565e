import Contracts
import League
import Pipeline
import TestKit
import Warehouse

/// A source outside the warehouse: points by player and date, which a test may change, break or hold up.
final class Feed: Sendable {
  struct State {
    var points: [GameDate: [Int: Int]] = [:]
    var error: (any Error)?
    var fetches = 0
  }

  let state = Locked(State())
  let turnstile: Turnstile?

  init(_ points: [GameDate: [Int: Int]] = [:], heldAt turnstile: Turnstile? = nil) {
    self.turnstile = turnstile
    state.update { $0.points = points }
  }

  subscript(date: GameDate) -> [Int: Int] {
    get { state.value.points[date] ?? [:] }
    set { state.update { $0.points[date] = newValue } }
  }

  func fetch(_ date: GameDate) async throws -> Fetched<[Int: Int]>.Result {
    await turnstile?.pass()
    let (points, error) = state.update { state in
      state.fetches += 1
      return (state.points[date] ?? [:], state.error)
    }
    if let error { throw error }
    return (points, "\(points.sorted { $0.key < $1.key })")
  }
}

/// Points of each player on a date, from the feed.
struct FeedPoints: Table {
  static let name: TableName = "feed_points"
  var version = 1
  var expected: ExpectedRows = .unstated
  var quality: [QualityCheck] = []
  /// Gives each row twice, which is a defect.
  var doubles = false
  let source: Fetched<[Int: Int]>

  init(_ feed: Feed) {
    source = Fetched("feed") { try await feed.fetch($0) }
  }

  struct Row: Record {
    var player = 0
    var points = 0

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("player_id", &player, "NBA person id")
      try c.column("points", &points, in: 0...100, "Points")
    }
  }

  var inputs: [any Input] { [source] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let rows = try view[source].map { Row(player: $0.key, points: $0.value) }
    return Partition(doubles ? rows + rows : rows)
  }
}

struct PointsRow: HistoryProjection, Equatable {
  static let table = "feed_points"
  var gameDate = GameDate(dayNumber: 0)
  var player = 0
  var points = 0
  var entity: Int { player }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.key("player_id", &player, "")
    try c.column("points", &points, "")
  }
}

/// Whether a player of the date scored ten or more on average in his earlier games: a correction of a few points often
/// changes nothing here.
struct HotHand: Table {
  static let name: TableName = "hot_hand"
  var version = 1
  var bootstrap: BootstrapPolicy = .process
  let today = SameDate<PointsRow>()
  let history = History<PointsRow>()

  struct Row: Record {
    var player = 0
    var isHot: Bool?

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("player_id", &player, "NBA person id")
      try c.column("is_hot", &isHot, "Null without an earlier game")
    }
  }

  var inputs: [any Input] { [today, history] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let (today, history) = (try view[today], try view[history])
    return Partition(
      today.map { row in
        let games = history.of(row.player)
        return Row(
          player: row.player, isHot: games.isEmpty ? nil : games.reduce(0) { $0 + $1.points } >= 10 * games.count)
      }, expected: today.count)
  }
}

struct HotRow: Projection {
  static let table = "hot_hand"
  var gameDate = GameDate(dayNumber: 0)
  var player = 0
  var isHot: Bool?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.key("player_id", &player, "")
    try c.column("is_hot", &isHot, "")
  }
}

/// How many players are hot.
struct HotCount: Table {
  static let name: TableName = "hot_count"
  let version = 1
  let hands = SameDate<HotRow>()

  struct Row: Record {
    var count = 0

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.column("hot_players", &count, "Hot players")
    }
  }

  var inputs: [any Input] { [hands] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    Partition([Row(count: try view[hands].count { $0.isHot == true })])
  }
}

/// A table after the hands, whose source does something while it is fetched.
struct LateTable: Table {
  static let name: TableName = "late_table"
  let version = 1
  let hands = SameDate<HotRow>()
  let source: Fetched<Int>

  init(_ act: @escaping @Sendable (GameDate) async throws -> Void) {
    source = Fetched("late_feed") { date in
      try await act(date)
      return (1, "1")
    }
  }

  typealias Row = HotCount.Row

  var inputs: [any Input] { [hands, source] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    Partition([Row(count: try view[source])])
  }
}
