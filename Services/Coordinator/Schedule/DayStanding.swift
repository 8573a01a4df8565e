import Contracts
import League
import Ledger
import Pipeline

/// How a game date stands, as daily mode looks at it.
struct DayStanding: Hashable, Sendable {
  /// Games of the schedule.
  var games: Int
  /// Games of which the result is in.
  var results: Int
  /// Whether every table of the first half is settled.
  var isPreGameSettled: Bool
  /// Tables by date that are not settled.
  var unsettled: [TableName]

  /// Whether nothing is missing that games leave behind.
  var isWhole: Bool { results >= games && unsettled.isEmpty }

  /// What is missing, in words.
  var words: String {
    let open = unsettled.isEmpty ? "" : ", \(unsettled.count) tables not settled (\(unsettled[0]))"
    return "\(results) of \(games) results\(open)"
  }
}

extension RunEngine {
  /// The table whose rows tell which games are over.
  static let resultsTable: TableName = "game_results"

  /// How a date stands now.
  func standing(of date: GameDate) async throws -> DayStanding {
    try await refreshWithCatalog()
    let cells = planner.catalog.filter { $0.grain == .gameDate }.map(\.name)
    let mirror = planner.evaluator.mirror
    let open = cells.filter { mirror[CellKey($0, date)]?.isSettled != true }
    let first = Set(DayHalf.preGame.tables(of: planner.catalog))
    return DayStanding(
      games: mirror[CellKey(GridMirror.calendar, date)]?.rows ?? 0,
      results: mirror[CellKey(Self.resultsTable, date)]?.rows ?? 0,
      isPreGameSettled: first.isDisjoint(with: open), unsettled: open)
  }

  /// The game dates of a season as known; nil when its schedule was not read.
  func gameDates(of season: Season) async throws -> [GameDate]? {
    try await refreshWithCatalog()
    return planner.evaluator.mirror.gameDates(of: season)
  }

  /// The tables of a half of a date.
  func tables(of half: DayHalf) async throws -> [TableName] {
    try await refreshWithCatalog()
    return half.tables(of: planner.catalog)
  }

  /// The phases that never registered.
  func absentPhases() async throws -> [Phase] {
    try await refreshWithCatalog()
    let present = Set(planner.catalog.map(\.phase))
    return Phase.allCases.filter { !present.contains($0) }
  }

  /// The tables by date that are settled on a date: what may have become stale there.
  func settledTables(on date: GameDate) -> [TableName] {
    planner.catalog.filter { table in
      table.grain == .gameDate && planner.evaluator.mirror[CellKey(table.name, date)]?.isSettled == true
    }.map(\.name)
  }

  private func refreshWithCatalog() async throws {
    try await readCatalog()
    try await refresh()
  }
}
