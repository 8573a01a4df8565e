import Contracts
import Pipeline
import Providers

/// Player prop lines of a date, all markets.
struct PayloadPropLines: PayloadTable {
  static let name: TableName = "payload_prop_lines"
  static let kind = PayloadKind.propLines
  static let what = "prop lines"
  let purpose = "The fetched files with the prop lines of a date, all markets, each by its digest."
  let fetched: Fetched<[PayloadReference]>

  init(_ scraper: Scraper) {
    fetched = scraper.slices(of: Self.kind)
  }
}
