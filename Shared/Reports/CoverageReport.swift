import Contracts
import Ledger
import League
package import Pipeline

/// How many of the dates of each season a table covers. A date is covered when its cell is settled; a share is never
/// above one, because only game dates count.
package struct CoverageReport: Encodable {
  var seasons: [SeasonDates]
  package var tables: [Row]

  package struct SeasonDates: Encodable {
    var season: Season
    var gameDates: Int
    var bootstrapDates: Int
  }

  package struct Row: Encodable {
    var phase: Phase
    var table: TableName
    var seasons: [String: Count]
  }

  package struct Count: Encodable {
    /// Dates with rows.
    var withRows: Int
    /// Dates on which nothing was to be written.
    var empty: Int
    /// Dates left out by design.
    var skipped: Int
    /// Of those with rows, dates with fewer or poorer rows than expected.
    var degraded: Int
    /// Dates that are not settled.
    var missing: Int
    /// Rows in all.
    var rows: Int
  }

  package init(_ world: World, selection: DateSelection) {
    var world = world
    let dates = Dictionary(grouping: world.dates(selection), by: \.season)
    var bootstrap: [Season: Int] = [:]
    tables = world.tables.map { table in
      var counts: [String: Count] = [:]
      for (season, dates) in dates {
        var count = Count(withRows: 0, empty: 0, skipped: 0, degraded: 0, missing: 0, rows: 0)
        for (date, _) in dates {
          guard let cell = world.mirror[CellKey(table.name, date)], cell.isSettled else {
            count.missing += 1
            continue
          }
          count.rows += cell.rows
          switch cell.state {
          case .skipped: count.skipped += 1
          case _ where cell.rows == 0: count.empty += 1
          default:
            count.withRows += 1
            count.degraded += cell.state == .degraded ? 1 : 0
          }
        }
        counts[season.label] = count
        if table.bootstrap == .skip {
          bootstrap[season] = max(bootstrap[season] ?? 0, count.skipped)
        }
      }
      return Row(phase: table.phase, table: table.name, seasons: counts)
    }
    seasons = dates.sorted { $0.key < $1.key }.map {
      SeasonDates(season: $0.key, gameDates: $0.value.count, bootstrapDates: bootstrap[$0.key] ?? 0)
    }
  }

  /// The reports of several seasons, over the same tables, as one.
  package init(joining reports: [CoverageReport]) {
    seasons = reports.flatMap(\.seasons)
    tables = reports.first?.tables ?? []
    for report in reports.dropFirst() {
      for (index, row) in report.tables.enumerated() { tables[index].seasons.merge(row.seasons) { $1 } }
    }
  }

  package var isWhole: Bool { tables.allSatisfy { $0.seasons.values.allSatisfy { $0.missing == 0 } } }

  package var text: String {
    guard !seasons.isEmpty else { return "No season is planned yet. Start with: backcourt backfill --season 2023-24" }
    var table = TextTable(columns: [.left("phase"), .left("table")] + seasons.map { .right($0.season.label) })
    table.add(["", "game dates"] + seasons.map { "\($0.gameDates)" })
    table.add(["", "of these bootstrap dates"] + seasons.map { "\($0.bootstrapDates)" })
    for row in tables {
      table.add(
        [row.phase.rawValue, row.table.text]
          + seasons.map { season in
            guard let count = row.seasons[season.season.label] else { return "" }
            var text = "\(count.withRows)"
            if count.empty > 0 { text += " +\(count.empty)e" }
            if count.missing > 0 { text += " -\(count.missing)!" }
            return text
          })
    }
    return table.text
      + "\n\nDates with rows; +e: dates on which nothing was to be written; -!: dates that are missing. Bootstrap dates are left out by design in phases 4, 5 and 6."
  }
}
