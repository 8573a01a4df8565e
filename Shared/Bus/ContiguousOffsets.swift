import DequeModule

/// Which offsets of one partition were fetched and which of them are settled, and the position that may be committed.
///
/// Invariant: the position never passes an unsettled message. Order is the order of fetching, not arithmetic: compacted
/// and transactional logs have gaps, and a log that was made anew starts again from a lower offset.
package struct ContiguousOffsets: Sendable {
  /// The place of a fetched message in the order of fetching.
  package struct Ticket: Hashable, Sendable {
    fileprivate let number: Int
  }

  private struct Entry {
    let offset: Int64
    var isSettled = false
  }

  private var entries: Deque<Entry> = []
  private var head = 0

  /// One past the last offset that is settled together with all before it; nil until the first.
  package private(set) var position: Int64?

  package init() {}

  /// How many messages are fetched, and not below ``position``.
  package var pending: Int { entries.count }

  /// Notes a fetched message; its ticket settles it.
  package mutating func fetch(_ offset: Int64) -> Ticket {
    entries.append(Entry(offset: offset))
    return Ticket(number: head + entries.count - 1)
  }

  /// Settles a message. Settling again does nothing.
  ///
  /// - Returns: the new ``position`` when this moved it, else nil.
  package mutating func settle(_ ticket: Ticket) -> Int64? {
    let index = ticket.number - head
    guard entries.indices.contains(index) else { return nil }
    entries[index].isSettled = true
    var moved: Int64?
    while let first = entries.first, first.isSettled {
      entries.removeFirst()
      head += 1
      moved = first.offset + 1
    }
    if let moved { position = moved }
    return moved
  }
}
