import Synchronization

/// A value that a test and the closures it hands out share.
public final class Locked<Value: Sendable>: Sendable {
  private let mutex: Mutex<Value>

  /// A box with a value.
  public init(_ value: Value) {
    mutex = Mutex(value)
  }

  /// The value now.
  public var value: Value { mutex.withLock { $0 } }

  /// Changes the value, alone.
  @discardableResult
  public func update<Result: Sendable>(_ change: (inout Value) -> Result) -> Result {
    mutex.withLock { change(&$0) }
  }
}
