import Contracts
package import Ledger
package import League
package import Pipeline
package import Warehouse

/// The ledger as those who ask see it: catalogue, grid and game dates at one moment.
package struct World: Sendable {
  /// Every table that a service registered, in phase order.
  package private(set) var catalog: [TableInfo]
  /// The grid.
  package var mirror: GridMirror

  /// A world.
  package init(catalog: [TableInfo] = [], mirror: GridMirror = GridMirror()) {
    self.catalog = catalog.sorted { ($0.phase, $0.name) < ($1.phase, $1.name) }
    self.mirror = mirror
  }

  package static func read(_ warehouse: any Warehouse) async throws -> World {
    try await warehouse.read { reader in
      var mirror = GridMirror()
      try Ledger.refresh(&mirror, from: reader)
      let catalog = try Ledger.catalog(in: reader).map(TableInfo.init)
      return World(catalog: catalog, mirror: mirror)
    }
  }

  /// The tables with a cell for each game date, in phase order.
  package var tables: [TableInfo] { catalog.filter { $0.grain == .gameDate } }

  /// The game dates of a selection, with their seasons.
  package mutating func dates(_ selection: DateSelection) -> [(date: GameDate, season: Season)] {
    mirror.seasons.flatMap { season in
      (mirror.gameDates(of: season) ?? []).filter { selection.contains($0, of: season) }.map { ($0, season) }
    }
  }
}
