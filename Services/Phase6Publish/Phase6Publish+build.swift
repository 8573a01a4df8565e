import Contracts
import Pipeline
import Runtime
import Synchronization
import Warehouse

/// Phase 6: grades and predictions to JSON documents, in `documents/` below the data folder.
///
/// Reads what every service reads (``Runtime/Settings``).
func buildPhase6(_ environment: ServiceEnvironment) throws -> PhaseService {
  let store = DocumentFolder(environment.settings.dataDirectory + "/documents")
  let indexes = [DocumentIndex.results(in: store), DocumentIndex.predictions(in: store)]
  // The first time in any case: an earlier process may have died between a document and its index.
  let isFirst = FirstTime()
  return try PhaseService(
    phase: .publish, environment: environment,
    afterCompletion: { completion in
      guard isFirst.take() || completion.changed else { return }
      try await environment.warehouse.write { writer in
        for index in indexes {
          try index.refresh(from: writer)
        }
      }
    }
  ) {
    ResultsDocument(store: store)
    PredictionsDocument(store: store)
    ManifestDocument(store: store)
  }
}

/// True once.
private final class FirstTime: Sendable {
  private let isOver = Mutex(false)

  func take() -> Bool {
    isOver.withLock { isOver in
      defer { isOver = true }
      return !isOver
    }
  }
}
