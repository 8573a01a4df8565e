import Bus
import Synchronization

/// Holds whoever comes until it is opened.
final class Gate: Sendable {
  private let isOpen = Mutex(false)
  private let bell = Doorbell()

  func pass() async {
    _ = await bell.first { self.isOpen.withLock { $0 ? true : nil } }
  }

  func open() {
    isOpen.withLock { $0 = true }
    bell.ring()
  }
}
