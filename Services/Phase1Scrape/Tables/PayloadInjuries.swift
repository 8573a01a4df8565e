import Contracts
import Pipeline
import Providers

/// What became known of injuries between the game date before and this one.
struct PayloadInjuries: PayloadTable {
  static let name: TableName = "payload_injuries"
  static let kind = PayloadKind.injuries
  static let what = "news of injuries"
  let purpose = "The fetched files with what became known of injuries since the game date before, each by its digest."
  let fetched: Fetched<[PayloadReference]>

  init(_ scraper: Scraper) {
    fetched = scraper.slices(of: Self.kind)
  }
}
