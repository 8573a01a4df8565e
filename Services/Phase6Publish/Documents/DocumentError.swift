import Ledger
import Pipeline
import Providers

/// Why a document was not written or read.
enum DocumentError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path is no path inside the documents' folder.
  case badPath(String)
  /// Another process has just put something else in the document's place.
  case replaced(path: String)
  /// The disk or the bucket does not do it.
  case store(ProviderError)

  /// What happened, to what, and what to do.
  var description: String {
    switch self {
    case .badPath(let path): "'\(path)' is not a path inside the documents' folder; write it as results/2024-01-15.json"
    case .replaced(let path): "another process has just replaced \(path); the document is written again"
    case .store(let error): "\(error)"
    }
  }

  /// What a store does, with its refusal as one of ours.
  static func of<Result>(_ act: @autoclosure () throws(ProviderError) -> Result) throws(DocumentError) -> Result {
    do {
      return try act()
    } catch {
      throw .store(error)
    }
  }
}

extension DocumentError: CategorizedError {
  var category: ErrorCategory {
    switch self {
    case .badPath: .defect
    case .replaced: .transient
    case .store(let error): error.isRetryable ? .transient : .permanent
    }
  }
}
