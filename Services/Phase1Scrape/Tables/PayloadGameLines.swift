import Contracts
import Pipeline
import Providers

/// Spreads, totals and money lines of a date.
struct PayloadGameLines: PayloadTable {
  static let name: TableName = "payload_game_lines"
  static let kind = PayloadKind.gameLines
  static let what = "game lines"
  let purpose = "The fetched files with the spreads, totals and money lines of a date, each by its digest."
  let fetched: Fetched<[PayloadReference]>

  init(_ scraper: Scraper) {
    fetched = scraper.slices(of: Self.kind)
  }
}
