import Contracts
import Pipeline
import Providers

/// Team box scores of a date.
struct PayloadTeamBox: PayloadTable {
  static let name: TableName = "payload_team_box"
  static let kind = PayloadKind.teamBox
  static let what = "team box scores"
  let purpose = "The fetched files with the team box scores of a date, each by its digest."
  let fetched: Fetched<[PayloadReference]>

  init(_ scraper: Scraper) {
    fetched = scraper.slices(of: Self.kind)
  }
}
