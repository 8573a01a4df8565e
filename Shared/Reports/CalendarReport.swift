package import Contracts
package import Ledger
package import League
package import Pipeline

/// Each season as a calendar: how each phase stands on each game date. By columns, so that all of history is short.
package struct CalendarReport: Encodable, Sendable {
  package var seasons: [SeasonCalendar]

  /// A season's game dates, and one row for each phase.
  package struct SeasonCalendar: Encodable, Sendable {
    package var season: Season
    package var dates: [GameDate]
    package var phases: [Row]
  }

  /// A phase over a season's dates; every list has a value for each date.
  package struct Row: Encodable, Sendable {
    package var phase: Phase
    package var states: [CellState]
    /// Tables of the phase that have a cell on the date.
    package var cells: [Int]
    /// Of these, settled.
    package var settled: [Int]
    package var rows: [Int]
    /// Rows that were expected, where a cell knows; a cell that does not counts with the rows it has.
    package var expected: [Int]
  }

  /// A phase on a date.
  package struct Day: Encodable, Hashable, Sendable {
    package var state: CellState
    package var cells = 0
    package var settled = 0
    package var rows = 0
    package var expected = 0
  }

  /// The seasons and dates of a selection.
  package init(_ world: World, selection: DateSelection = DateSelection()) {
    var world = world
    let selected = Dictionary(grouping: world.dates(selection), by: \.season).sorted { $0.key < $1.key }
    seasons = selected.map { season, days in
      let dates = days.map(\.date)
      return SeasonCalendar(
        season: season, dates: dates,
        phases: world.tablesByPhase.map { phase, tables in
          let days = dates.map { world.day($0, of: tables) }
          return Row(
            phase: phase, states: days.map(\.state), cells: days.map(\.cells), settled: days.map(\.settled),
            rows: days.map(\.rows), expected: days.map(\.expected))
        })
    }
  }
}

extension World {
  /// The tables with a cell for each game date, by phase.
  package var tablesByPhase: [(phase: Phase, tables: [TableName])] {
    Dictionary(grouping: tables, by: \.phase).sorted { $0.key < $1.key }.map { ($0.key, $0.value.map(\.name)) }
  }

  /// How some tables of a phase stand on a date.
  package func day(_ date: GameDate, of tables: [TableName]) -> CalendarReport.Day {
    var day = CalendarReport.Day(state: .emptyOK)
    var worst = -1
    for table in tables {
      let cell = mirror[CellKey(table, date)]
      let state = cell?.state ?? .expected
      if state.urgency > worst { (worst, day.state) = (state.urgency, state) }
      day.cells += 1
      day.settled += state.isSettled ? 1 : 0
      day.rows += cell?.rows ?? 0
      day.expected += cell?.expectedRows ?? cell?.rows ?? 0
    }
    return day
  }
}

extension CellState {
  /// Which of several states stands for all of them: the one that asks most for attention.
  fileprivate var urgency: Int {
    switch self {
    case .emptyOK: 0
    case .skipped: 1
    case .complete: 2
    case .degraded: 3
    case .expected: 4
    case .waiting: 5
    case .running: 6
    case .failed: 7
    }
  }
}
