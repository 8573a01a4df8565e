import Contracts
import Pipeline
import Providers

/// Play by play of a date's games.
struct PayloadPlayByPlay: PayloadTable {
  static let name: TableName = "payload_play_by_play"
  static let kind = PayloadKind.playByPlay
  static let what = "play by play"
  let purpose = "The fetched files with the play by play of a date's games, each by its digest."
  let fetched: Fetched<[PayloadReference]>

  init(_ scraper: Scraper) {
    fetched = scraper.slices(of: Self.kind)
  }
}
