import Bus
import Synchronization

/// Passes everything on, and counts.
final class CountingSubscription: Subscription {
  private let inner: any Subscription
  private let counts = Mutex((asked: 0, pulled: 0))

  init(_ inner: any Subscription) {
    self.inner = inner
  }

  /// Calls of `next`.
  var asked: Int { counts.withLock { $0.asked } }
  /// Messages they brought.
  var pulled: Int { counts.withLock { $0.pulled } }

  func next() async -> Delivery? {
    counts.withLock { $0.asked += 1 }
    guard let delivery = await inner.next() else { return nil }
    counts.withLock { $0.pulled += 1 }
    return delivery
  }

  var state: SubscriptionState { inner.state }

  func close() async {
    await inner.close()
  }
}
