import Pipeline
import Providers

/// Opens payloads of the store as tables. What a digest names never changes, so reading it is no side effect.
struct PayloadReader: Sendable {
  private let store: PayloadStore

  init(store: PayloadStore) {
    self.store = store
  }

  /// The payloads as tables, in the order of their files' names.
  ///
  /// - Throws: ``PipelineError`` when a payload is missing or damaged, or is no CSV.
  func tables<Name>(_ payloads: [StoredPayload<Name>]) throws(PipelineError) -> [CSVTable] {
    var tables: [CSVTable] = []
    for payload in payloads.sorted(by: { $0.file < $1.file }) {
      guard let id = PayloadID(payload.digest[...]) else {
        throw .permanent("\(Name.name) on \(payload.gameDate) names '\(payload.digest)', which is no digest")
      }
      do {
        tables.append(try CSVTable(try store.get(id), name: payload.file))
      } catch {
        throw error.isRetryable ? .transient(error.description) : .permanent(error.description)
      }
    }
    return tables
  }
}
