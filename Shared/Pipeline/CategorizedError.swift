public import Ledger
public import Warehouse

/// An error that says what kind it is, which decides what becomes of the cell.
public protocol CategorizedError: Error {
  /// The kind.
  var category: ErrorCategory { get }
}

extension PipelineError: CategorizedError {
  public var category: ErrorCategory {
    switch self {
    case .insufficientData: .insufficientData
    case .transient, .timedOut, .inputsMoved: .transient
    case .permanent, .qualityBroken: .permanent
    default: .defect
    }
  }
}

extension WarehouseError: CategorizedError {
  public var category: ErrorCategory { isRetryable ? .transient : .defect }
}
