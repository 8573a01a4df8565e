import League
import Pipeline

/// A table whose rows are documents: they are built with the rows and published with them.
protocol DocumentTable: Table where Row == DocumentRow {
  /// What its documents are.
  static var kind: DocumentKind { get }
  /// Where its documents go.
  var store: any DocumentStore { get }
}

extension DocumentTable {
  /// Puts the documents in place. A date without rows touches nothing, so a document that stands there stays.
  func publish(_ rows: [DocumentRow], on date: GameDate) throws {
    let documents = rows.compactMap(\.document)
    if Self.kind.isRolling {
      try store.hold(documents)
    } else {
      for document in documents { try store.put(document) }
    }
  }

  /// The partition of one document about a date.
  ///
  /// - Parameters:
  ///   - through: no result after this date went into it.
  ///   - writeContent: writes its fields after the envelope.
  func document(
    on date: GameDate, through: GameDate, entries: Int, _ writeContent: (inout JSONText) -> Void
  ) throws -> Partition<DocumentRow> {
    let document = Document(
      Self.kind, at: try Self.kind.path(on: date), date: date, through: through, entries: entries, writeContent)
    return Partition([DocumentRow(document)], expected: 1)
  }
}
