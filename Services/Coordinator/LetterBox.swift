import Ledger
import Warehouse

/// Records dead letters: those that come while others are written go into the next transaction together. One transaction
/// for each would be slower than a flood comes in, and the rest of it would pile up in memory.
actor LetterBox {
  private let warehouse: any Warehouse
  private var waiting: [(letter: DeadLetter, sender: CheckedContinuation<Void, any Error>)] = []
  private var isWriting = false

  init(warehouse: any Warehouse) {
    self.warehouse = warehouse
  }

  /// Returns when the letter is in the ledger.
  ///
  /// - Throws: when the transaction that it was in failed; none of its letters is in the ledger then.
  func record(_ letter: DeadLetter) async throws {
    try await withCheckedThrowingContinuation { sender in
      waiting.append((letter, sender))
      guard !isWriting else { return }
      isWriting = true
      Task { await write() }
    }
  }

  private func write() async {
    while !waiting.isEmpty {
      let batch = waiting
      waiting = []
      let letters = batch.map(\.letter)
      do {
        try await warehouse.write { writer in
          for letter in letters { try Ledger.record(letter, in: writer) }
        }
        for entry in batch { entry.sender.resume() }
      } catch {
        for entry in batch { entry.sender.resume(throwing: error) }
      }
    }
    isWriting = false
  }
}
