import Contracts
import Synchronization

/// What raw tables refused of payloads that they have just read, so that the quarantine need not read them a second time.
///
/// A key names everything that a refusal follows from, so what is remembered is what another reading would give. It is
/// given out once; what nobody asks for is forgotten.
final class RefusalMemory: Sendable {
  struct Key: Hashable {
    private let table: TableName
    private let payloads: Set<String>
    private let schedule: DaySchedule

    init<Name>(_ table: TableName, _ payloads: [StoredPayload<Name>], _ schedule: DaySchedule) {
      self.table = table
      self.payloads = Set(payloads.map { "\($0.file) \($0.digest)" })
      self.schedule = schedule
    }
  }

  private static let capacity = 128
  private let kept = Mutex<[Key: [Refusal]]>([:])

  func keep(_ refusals: [Refusal], of key: Key) {
    kept.withLock { kept in
      if kept.count >= Self.capacity { kept.removeAll() }
      kept[key] = refusals
    }
  }

  func take(_ key: Key) -> [Refusal]? {
    kept.withLock { $0.removeValue(forKey: key) }
  }
}
