package import Contracts
import Ledger
package import League
package import Pipeline

/// Cells by state, for each season and phase.
package struct StatusReport: Encodable {
  package var seasons: [Row]
  var waitingDates: Int

  package struct Row: Encodable {
    package var season: Season
    package var phase: Phase
    package var cells: [String: Int]
  }

  package init(_ world: World, selection: DateSelection, waiting: Int) {
    var world = world
    var counts: [Season: [Phase: [String: Int]]] = [:]
    let dates = world.dates(selection)
    for table in world.tables {
      for (date, season) in dates {
        let state = world.mirror[CellKey(table.name, date)]?.state ?? .expected
        counts[season, default: [:]][table.phase, default: [:]][state.rawValue, default: 0] += 1
      }
    }
    seasons = counts.sorted { $0.key < $1.key }.flatMap { season, phases in
      phases.sorted { $0.key < $1.key }.map { Row(season: season, phase: $0.key, cells: $0.value) }
    }
    waitingDates = waiting
  }

  package var text: String {
    guard !seasons.isEmpty else { return "No season is planned yet. Start with: backcourt backfill --season 2023-24" }
    let states = CellState.allCases
    var table = TextTable(columns: [.left("season"), .left("phase")] + states.map { .right($0.rawValue) })
    for row in seasons {
      table.add([row.season.label, row.phase.rawValue] + states.map { row.cells[$0.rawValue].map(String.init) ?? "·" })
    }
    return table.text
      + (waitingDates > 0 ? "\n\(waitingDates) dates wait for something; `backcourt gaps` says for what." : "")
  }
}
