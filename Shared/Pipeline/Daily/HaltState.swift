import Contracts
public import League
public import Warehouse

/// Whether a day is one without work, and why: the table `halt_state`, one row for each Eastern day, written at its opening.
/// Who needs to know reads it, instead of taking an empty table for a day off.
public struct HaltState: Record {
  /// Why a day has no work.
  public enum Reason: String, Sendable, CaseIterable {
    /// No season is on.
    case offSeason = "off_season"
    /// A season is on, and the day has no games.
    case betweenRounds = "between_rounds"
    /// An operator said so.
    case manual
    /// It could not be found out. The day counts as one with work.
    case unknown = "unknown_state"
  }

  /// What the row is about: the league.
  public var scope = "league"
  /// Whether the day has no work.
  public var isActive = false
  /// Why.
  public var reason: String?
  /// The first day of the halt.
  public var since: String?
  /// Games of the day.
  public var games: Int?
  /// The last game date before the day.
  public var lastGameDate: String?
  /// The next one after it.
  public var nextGameDate: String?
  /// Who found it out.
  public var actor = ""
  /// When.
  public var writtenAt = ""

  /// An empty row.
  public init() {}

  public mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.key("scope", &scope, "league")
    try c.column("halt_active", &isActive, "Whether the day has no work")
    try c.column("halt_reason", &reason, "off_season, between_rounds, manual or unknown_state; null on a day of games")
    try c.column("halt_since", &since, "First day of the halt; null without one")
    try c.column("games", &games, in: 0...20, "Games of the day; null when not known")
    try c.column("last_game_date", &lastGameDate, "Last game date before the day")
    try c.column("next_game_date", &nextGameDate, "Next game date after the day, as far as the schedule is known")
    try c.column("actor", &actor, "Who found it out: schedule, or an operator")
    try c.column("written_at", &writtenAt, "When, in UTC")
  }

  /// The table.
  public static let table = "halt_state"

  /// A season is taken to be on from its first game date to its last, and this long after a game date of it.
  static let longestBreak = 12

  /// The state of a day.
  ///
  /// - Parameters:
  ///   - dates: the game dates of its season; nil when the schedule could not be read.
  ///   - games: of the day.
  ///   - before: the state of the day before, whose halt may go on.
  public init(
    on day: GameDate, dates: [GameDate]?, games: Int, before: HaltState?, actor: String, at time: String
  ) {
    self.actor = actor
    writtenAt = time
    guard let dates else {
      reason = Reason.unknown.rawValue
      return
    }
    self.games = games
    let last = dates.last { $0 < day }
    let next = dates.first { $0 > day }
    lastGameDate = last?.description
    nextGameDate = next?.description
    guard games == 0 else { return }
    isActive = true
    let isOn = last.map { day.days(since: $0) <= Self.longestBreak } ?? false && next != nil
    reason = (isOn ? Reason.betweenRounds : Reason.offSeason).rawValue
    since = before?.isActive == true ? before?.since : day.description
  }

  /// A day that an operator holds, or gives free again: then the day's own steps go on from the next one.
  public init(heldBy actor: String, isActive: Bool, on day: GameDate, at time: String) {
    self.actor = actor
    self.isActive = isActive
    writtenAt = time
    guard isActive else { return }
    reason = Reason.manual.rawValue
    since = day.description
  }

  /// Makes the table where it is missing.
  public static func prepare(in writer: any WarehouseWriter) throws {
    try writer.prepare(TableSchema(table: table, row: HaltState.self))
  }

  /// Writes the state of a day, in place of what was there.
  public static func write(_ state: HaltState, of day: GameDate, in writer: any WarehouseWriter) throws {
    try prepare(in: writer)
    _ = try writer.replace(
      PartitionRows([state], table: table), of: TableSchema(table: table, row: HaltState.self), on: day)
  }

  /// The state of a day; nil when none was written. The coordinator makes the table when it starts.
  public static func of(_ day: GameDate, in reader: any WarehouseReader) throws -> HaltState? {
    try reader.rows(Stored.self, on: day).first?.state
  }

  /// The row as a reader wants it.
  private struct Stored: Projection {
    static let table = HaltState.table
    var gameDate = GameDate(dayNumber: 0)
    var state = HaltState()

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try state.columns(&c)
    }
  }
}
