import Contracts
import Pipeline
import Providers

/// Shots of a date.
struct PayloadShots: PayloadTable {
  static let name: TableName = "payload_shots"
  static let kind = PayloadKind.shots
  static let what = "shots"
  let fetched: Fetched<[PayloadReference]>

  init(_ scraper: Scraper) {
    fetched = scraper.slices(of: Self.kind)
  }
}
