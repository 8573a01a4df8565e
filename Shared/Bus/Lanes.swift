import DequeModule

/// Two queues, of which live goes first, with a floor for backfill: of every `backfillEvery` elements taken while any
/// backfill waits, at least one is backfill.
package struct Lanes<Element> {
  private let backfillEvery: Int
  private var live: Deque<Element> = []
  private var backfill: Deque<Element> = []
  /// Live elements taken in a row while backfill waited.
  private var passedOver = 0

  /// - Parameter backfillEvery: at least 1; with 1, backfill goes first.
  package init(backfillEvery: Int = 4) {
    self.backfillEvery = max(1, backfillEvery)
  }

  package var isEmpty: Bool { live.isEmpty && backfill.isEmpty }

  /// How many wait in a lane.
  package func count(in lane: Lane) -> Int {
    switch lane {
    case .live: live.count
    case .backfill: backfill.count
    }
  }

  /// Puts an element at the end of a lane.
  package mutating func append(_ element: Element, to lane: Lane) {
    switch lane {
    case .live: live.append(element)
    case .backfill: backfill.append(element)
    }
  }

  /// Takes the element whose turn it is.
  package mutating func popFirst() -> Element? {
    guard !backfill.isEmpty else {
      passedOver = 0
      return live.popFirst()
    }
    if passedOver < backfillEvery - 1, let element = live.popFirst() {
      passedOver += 1
      return element
    }
    passedOver = 0
    return backfill.popFirst()
  }
}

extension Lanes: Sendable where Element: Sendable {}
