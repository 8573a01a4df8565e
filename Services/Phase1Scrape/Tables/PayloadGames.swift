import Contracts
import Pipeline
import Providers

/// The schedule lines of a date, with the results known so far.
struct PayloadGames: PayloadTable {
  static let name: TableName = "payload_games"
  static let kind = PayloadKind.games
  static let what = "games"
  let purpose =
    "The fetched files with a date's lines of the schedule, with the results known so far, each by its digest."
  let fetched: Fetched<[PayloadReference]>

  init(_ scraper: Scraper) {
    fetched = scraper.slices(of: Self.kind)
  }
}
