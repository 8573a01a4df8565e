import Contracts
import Pipeline
import Providers

/// Player box scores of a date, full and reduced.
struct PayloadPlayerBox: PayloadTable {
  static let name: TableName = "payload_player_box"
  static let kind = PayloadKind.playerBox
  static let what = "player box scores"
  let purpose = "The fetched files with the player box scores of a date, full and reduced, each by its digest."
  let fetched: Fetched<[PayloadReference]>

  init(_ scraper: Scraper) {
    fetched = scraper.slices(of: Self.kind)
  }
}
