import Contracts
import Ledger
import League
import Pipeline
import Warehouse

/// The ledger as the asking commands see it: catalogue, grid and game dates at one moment.
struct World: Sendable {
  let catalog: [TableInfo]
  var mirror: GridMirror

  static func read(_ warehouse: any Warehouse) async throws -> World {
    try await warehouse.read { reader in
      var mirror = GridMirror()
      try Ledger.refresh(&mirror, from: reader)
      let catalog = try Ledger.catalog(in: reader).map(TableInfo.init)
      return World(catalog: catalog.sorted { ($0.phase, $0.name) < ($1.phase, $1.name) }, mirror: mirror)
    }
  }

  /// The tables with a cell for each game date, in phase order.
  var tables: [TableInfo] { catalog.filter { $0.grain == .gameDate } }

  /// The game dates of a selection, with their seasons.
  mutating func dates(_ selection: DateSelection) -> [(date: GameDate, season: Season)] {
    mirror.seasons.flatMap { season in
      (mirror.gameDates(of: season) ?? []).filter { selection.contains($0, of: season) }.map { ($0, season) }
    }
  }
}
