import League
import Pipeline
import Providers

/// A table of one kind's payloads by date: a row for each file of the source that has lines for it.
protocol PayloadTable: Table where Row == PayloadReference {
  /// What the payloads are about.
  static var kind: PayloadKind { get }
  /// The kind in words, for the reason of an empty date.
  static var what: String { get }
  /// What the source holds for the date.
  var fetched: Fetched<[PayloadReference]> { get }
}

extension PayloadTable {
  var version: Int { 1 }
  var inputs: [any Input] { [fetched] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<PayloadReference> {
    let payloads = try view[fetched]
    return payloads.isEmpty ? .empty("the source has no \(Self.what) for this date") : Partition(payloads)
  }
}
