import Contracts
import Pipeline
import Providers

/// What became known of injuries between the game date before and this one.
struct PayloadInjuries: PayloadTable {
  static let name: TableName = "payload_injuries"
  static let kind = PayloadKind.injuries
  static let what = "news of injuries"
  let fetched: Fetched<[PayloadReference]>

  init(_ scraper: Scraper) {
    fetched = scraper.slices(of: Self.kind)
  }
}
