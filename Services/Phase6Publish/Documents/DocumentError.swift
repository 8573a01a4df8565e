import Foundation
import Ledger
import Pipeline

/// Why a document was not written or read.
enum DocumentError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path is no path inside the documents' folder.
  case badPath(String)
  /// The operating system does not permit it.
  case notPermitted(path: String, action: String)
  /// No space is left on the device.
  case diskFull(path: String)
  /// Anything else that the operating system says.
  case failed(path: String, action: String, reason: String)

  /// The operating system's refusal of an action on a path.
  init(code: Int32, action: String, path: String) {
    switch code {
    case ENOSPC, EDQUOT: self = .diskFull(path: path)
    case EACCES, EPERM, EROFS: self = .notPermitted(path: path, action: action)
    default: self = .failed(path: path, action: action, reason: String(cString: strerror(code)))
    }
  }

  /// What happened, to what, and what to do.
  var description: String {
    switch self {
    case .badPath(let path): "'\(path)' is not a path inside the documents' folder; write it as results/2024-01-15.json"
    case .notPermitted(let path, let action):
      "no permission to \(action) \(path); give the service a folder of documents that it may write to"
    case .diskFull(let path): "no space is left on the device of \(path); free some, the document is then written again"
    case .failed(let path, let action, let reason): "cannot \(action) \(path): \(reason); check the disk"
    }
  }
}

extension DocumentError: CategorizedError {
  var category: ErrorCategory {
    switch self {
    case .badPath: .defect
    case .notPermitted: .permanent
    case .diskFull, .failed: .transient
    }
  }
}
