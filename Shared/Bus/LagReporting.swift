/// A bus that knows how far consumer groups are behind, also those whose members are other processes.
public protocol LagReporting: Sendable {
  /// Messages that each group has not finished, of the topics it reads. A group that never settled anything counts all.
  ///
  /// - Throws: ``BusError`` when no broker answers in time.
  func lag(of groups: [String: [String]]) async throws(BusError) -> [String: Int]
}

extension InMemoryBus: LagReporting {
  /// As ``unsettled(by:)``; a group without members has no lag here.
  public func lag(of groups: [String: [String]]) async throws(BusError) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: groups.keys.map { ($0, unsettled(by: $0)) })
  }
}
