import Contracts
import League
import Pipeline

/// The schedule of a season, under its partition date.
struct PayloadSchedule: SeasonTable {
  static let name: TableName = "payload_schedule"
  let version = 1
  let purpose = "The fetched files with a season's schedule, under the season's partition date, each by its digest."
  let fetched: Fetched<[PayloadReference]>
  var inputs: [any Input] { [fetched] }

  init(_ scraper: Scraper) {
    fetched = scraper.schedule()
  }

  func partitions(of season: Season, from view: AsOfView) throws -> [GameDate: Partition<PayloadReference>] {
    let payloads = try view[fetched]
    return [
      season.partitionDate: payloads.isEmpty ? .empty("the source has no season \(season)") : Partition(payloads)
    ]
  }
}
