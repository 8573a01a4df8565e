import Contracts
import Ledger
import League
import TestKit
import Testing
import Warehouse

@Suite("The output grid")
struct GridTests {
  private let folder: TemporaryFolder
  private let warehouse: any Warehouse

  init() throws {
    folder = try TemporaryFolder()
    warehouse = try folder.store()
  }

  private func fullCell() -> Cell {
    var cell = Cell(
      key: CellKey("player_game_summary", day("2024-01-15")), season: Season(startYear: 2023), phase: .analytics,
      expectedRows: 26)
    cell.life = CellLife(
      state: .running, lease: CellLife.Lease(owner: "phase3@host/7/1", until: 1_709_251_230_000), fencingToken: 9,
      attempts: 3)
    cell.reason = "a reason"
    cell.rows = 25
    cell.inputVersion = "in"
    cell.outputDigest = "out"
    cell.codeVersion = "player_game_summary@4"
    cell.runID = "run"
    cell.errorCategory = .transient
    cell.error = "it's \"torn\""
    cell.finishedAt = "2024-03-01T00:00:00.000Z"
    return cell
  }

  @Test("every field of a cell comes back as it was written")
  func roundTrip() async throws {
    let full = fullCell()
    let bare = Cell(key: CellKey("games", day("2024-01-16")), season: Season(startYear: 2023), phase: .raw)
    try await warehouse.put([full, bare])
    #expect(try await warehouse.cell("player_game_summary", day("2024-01-15")) == full)
    #expect(try await warehouse.cell("games", day("2024-01-16")) == bare)
    #expect(try await warehouse.cell("games", day("2024-01-17")) == nil)
  }

  @Test("every state and every kind of error comes back", arguments: CellState.allCases)
  func states(state: CellState) async throws {
    var cells: [Cell] = []
    for (index, category) in ErrorCategory.allCases.enumerated() {
      var cell = Cell.done("games", day("2024-01-01").adding(days: index), state: state)
      cell.errorCategory = category
      cells.append(cell)
    }
    try await warehouse.put(cells)
    for cell in cells {
      #expect(try await warehouse.cell(cell.key.table, cell.key.date) == cell)
    }
  }

  @Test("a cell is written over, and forgotten when its date is no game date any more")
  func overAndForgotten() async throws {
    var cell = fullCell()
    try await warehouse.put([cell])
    cell.rows = 1
    cell.life = CellLife(state: .complete, fencingToken: 10)
    try await warehouse.put([cell])
    #expect(try await warehouse.cell(cell.key.table, cell.key.date) == cell)
    #expect(try await warehouse.number("SELECT count(*) FROM output_grid") == 1)
    let key = cell.key
    try await warehouse.remove(key)
    #expect(try await warehouse.cell(key.table, key.date) == nil)
  }

  @Test("changes are handed out once, in the order in which they were made")
  func changes() async throws {
    let dates = days("2024-01-01", 6)
    for date in dates.reversed() {
      try await warehouse.put([.done("games", date)])
    }
    try await warehouse.put([.done("games", dates[3], digest: "again")])
    let all = try await warehouse.read { try Ledger.cells(changedAfter: 0, in: $0) }
    #expect(all.map(\.change) == all.map(\.change).sorted())
    #expect(all.map(\.cell.key.date) == [5, 4, 2, 1, 0, 3].map { dates[$0] })
    let last = all[all.count - 2].change
    let rest = try await warehouse.read { try Ledger.cells(changedAfter: last, in: $0) }
    #expect(rest.map(\.cell.outputDigest) == ["again"])
    let none = try await warehouse.read { try Ledger.cells(changedAfter: all.map(\.change).max() ?? 0, in: $0) }
    #expect(none.isEmpty)
  }

  @Test("a cell that left the grid leaves every mirror, and one that is planned again comes back")
  func removed() async throws {
    let season = Season(startYear: 2023)
    let dates = days("2024-01-01", 3)
    try await warehouse.put(Schedule(season: season, dates: dates).cells)
    func refreshed(_ known: GridMirror) async throws -> GridMirror {
      try await warehouse.read { reader in
        var mirror = known
        try Ledger.refresh(&mirror, from: reader)
        return mirror
      }
    }
    var mirror = try await refreshed(GridMirror())
    #expect(mirror.gameDates(of: season) == dates)
    let key = CellKey(GridMirror.calendar, dates[1])
    let stale = mirror
    try await warehouse.remove(key)
    mirror = try await refreshed(mirror)
    #expect(mirror[key] == nil)
    #expect(mirror.gameDates(of: season) == [dates[0], dates[2]])
    let unchanged = try await warehouse.read { [mirror] in try Ledger.changes(after: mirror.position, in: $0) }
    #expect(unchanged.cells.isEmpty && unchanged.removed.isEmpty)

    try await warehouse.put([.done(GridMirror.calendar, dates[1], season: season, phase: .raw)])
    var early = try await refreshed(stale)
    mirror = try await refreshed(mirror)
    #expect(mirror[key]?.state == .complete && early[key]?.state == .complete)
    #expect(mirror.gameDates(of: season) == dates && early.gameDates(of: season) == dates)
  }

  @Test("a mirror that is refreshed now and then equals one that reads everything", arguments: 0..<5)
  func mirror(seed: Int) async throws {
    var random = SeededRandom(seed: UInt64(seed))
    let tables: [TableName] = ["games", "player_game_summary", "team_game_summary"]
    let season = Season(startYear: 2023)
    var mirror = GridMirror()
    for step in 0..<60 {
      let cells = (0..<Int.random(in: 1...3, using: &random)).map { _ -> Cell in
        let table = tables[Int.random(in: 0..<3, using: &random)]
        let isSeason = table == "games" && Int.random(in: 0..<4, using: &random) == 0
        let date =
          isSeason ? season.partitionDate : day("2024-01-01").adding(days: Int.random(in: 0..<12, using: &random))
        return .done(
          table, date, rows: Int.random(in: 0...2, using: &random), digest: "\(step)",
          state: CellState.allCases.randomElement(using: &random) ?? .expected)
      }
      try await warehouse.put(cells)
      if step % 5 == 3, let gone = cells.randomElement(using: &random) {
        try await warehouse.remove(gone.key)
      }
      guard step % 4 == 0 || step == 59 else { continue }
      let known = mirror
      mirror = try await warehouse.read { reader in
        var mirror = known
        try Ledger.refresh(&mirror, from: reader)
        return mirror
      }
      var fresh = try await warehouse.read { reader in
        var mirror = GridMirror()
        try Ledger.refresh(&mirror, from: reader)
        return mirror
      }
      for table in tables {
        #expect(mirror.cells(of: table) == fresh.cells(of: table))
      }
      #expect(mirror.gameDates(of: season) == fresh.gameDates(of: season))
      #expect(mirror.seasons == fresh.seasons)
      #expect(mirror.position == fresh.position)
    }
  }

  @Test("a read that comes in late does not undo what is known already, whether read or just written")
  func lateRead() throws {
    let date = try #require(GameDate("2024-01-15"))
    let running = Cell.done("a", date, state: .running)
    let done = Cell.done("a", date)
    var read = GridMirror()
    read.apply([(done, 7)])
    read.apply([(running, 6)])
    #expect(read[done.key]?.state == .complete)
    #expect(read.position == 7)
    var written = GridMirror()
    written.put(done, change: 7)
    written.apply([(running, 6)])
    #expect(written[done.key]?.state == .complete)
    written.apply([(running, 8)])
    #expect(written[done.key]?.state == .running)
  }

  @Test("game dates are those with games, in order, and not known before the schedule was read")
  func gameDates() {
    var mirror = GridMirror()
    let season = Season(startYear: 2023)
    let dates = days("2024-01-01", 3)
    mirror.put(.done("games", dates[1], rows: 3))
    #expect(mirror.gameDates(of: season) == nil)
    mirror.put(.done("games", season.partitionDate, rows: 3))
    mirror.put(.done("games", dates[0], rows: 1))
    mirror.put(.done("games", dates[2], rows: 0, state: .emptyOK))
    #expect(mirror.gameDates(of: season) == [dates[0], dates[1]])
    mirror.put(.done("games", dates[2], rows: 2))
    #expect(mirror.gameDates(of: season) == dates)
    #expect(mirror.gameDates(of: Season(startYear: 2022)) == nil)
    mirror.put(.done("games", season.partitionDate, state: .failed))
    #expect(mirror.gameDates(of: season) == nil)
  }
}

extension Warehouse {
  /// Removes a cell, as planning does when its date is no game date any more.
  fileprivate func remove(_ key: CellKey) async throws {
    try await write { writer in
      try Ledger.remove(key, change: try Ledger.nextChange(in: writer), at: "t", in: writer)
    }
  }
}
