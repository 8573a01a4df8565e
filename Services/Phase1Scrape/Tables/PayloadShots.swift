import Contracts
import Pipeline
import Providers

/// Shots of a date.
struct PayloadShots: PayloadTable {
  static let name: TableName = "payload_shots"
  static let kind = PayloadKind.shots
  static let what = "shots"
  let purpose = "The fetched files with the shots of a date, each by its digest."
  let fetched: Fetched<[PayloadReference]>

  init(_ scraper: Scraper) {
    fetched = scraper.slices(of: Self.kind)
  }
}
