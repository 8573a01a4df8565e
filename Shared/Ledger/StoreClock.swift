public import Foundation
public import Warehouse

/// The clock that the processes of a store share: the database server's, where there is one. Leases are counted by it, so
/// that machines whose clocks differ agree on when one is over.
public struct StoreClock: WallClock {
  private let warehouse: any Warehouse

  /// The clock of a store.
  public init(_ warehouse: any Warehouse) {
    self.warehouse = warehouse
  }

  public var now: Date { Date().addingTimeInterval(warehouse.secondsAhead) }

  public func sleep(for duration: Duration) async throws {
    try await Task.sleep(for: duration)
  }
}
