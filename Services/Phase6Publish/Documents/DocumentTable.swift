import League
import Pipeline

/// A table whose rows are documents: they are built with the rows and published with them.
protocol DocumentTable: Table where Row == DocumentRow {
  /// Where its documents go.
  var store: any DocumentStore { get }
}

extension DocumentTable {
  /// Puts the documents in place. A date without rows touches nothing, so a document that stands there stays.
  func publish(_ rows: [DocumentRow], on date: GameDate) throws {
    for row in rows {
      guard let document = row.document else { continue }
      try store.put(document.bytes, at: document.path)
    }
  }
}
