import Contracts
import League
import Pipeline

/// The index of a season's players, under the season's partition date.
struct PayloadPlayers: SeasonTable {
  static let name: TableName = "payload_players"
  let version = 1
  let purpose = "The fetched index of a season's players, under the season's partition date, by its digest."
  let fetched: Fetched<PlayerIndexFetch>
  var inputs: [any Input] { [fetched] }

  init(_ scraper: Scraper) {
    fetched = scraper.players()
  }

  func partitions(of season: Season, from view: AsOfView) throws -> [GameDate: Partition<PayloadReference>] {
    let found = try view[fetched]
    guard found.references.isEmpty else { return [season.partitionDate: Partition(found.references)] }
    let reason = found.problem ?? "the source has no index of the players of \(season)"
    return [season.partitionDate: .empty(reason)]
  }
}
