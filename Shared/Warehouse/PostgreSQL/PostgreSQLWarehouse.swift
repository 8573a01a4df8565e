import Foundation

/// The warehouse in a schema of a PostgreSQL database: any number of processes on any number of machines.
///
/// Readers see one state (`REPEATABLE READ READ ONLY`); writers of all processes take turns by a lock that ends with the
/// transaction. A connection that breaks is made again with growing waits, and what was not committed is done again.
public final class PostgreSQLWarehouse: Warehouse {
  /// What a process means to do with the warehouse.
  public enum Access: Sendable {
    /// Create or migrate it as needed, read and write.
    case readWrite
    /// Read and write what must be there already.
    case existing
  }

  public var location: String { address.location }
  private let address: PostgreSQLAddress
  private let clock = PostgreSQLClock()
  private let readers: PostgreSQLPool
  private let writers: PostgreSQLPool
  private let patience: Duration

  /// Connects.
  ///
  /// - Parameters:
  ///   - url: `postgresql://user@host:5432/database`; the schema is the first of its `search_path`.
  ///   - patience: how long a server that cannot be reached is tried again before a call fails.
  ///   - openingPatience: the same for the opening.
  /// - Throws: ``WarehouseError`` when there is no such server or database, it refuses us, or holds something else.
  public init(
    url: String, access: Access = .readWrite, patience: Duration = .seconds(120), openingPatience: Duration = .zero
  ) throws {
    let address = try PostgreSQLAddress(url)
    self.address = address
    self.patience = patience
    let clock = clock
    func connections(_ count: Int) -> [PostgreSQLConnection] {
      (0..<count).map { _ in PostgreSQLConnection(address, clock: clock) }
    }
    readers = PostgreSQLPool(connections(3))
    let writer = connections(1)
    writers = PostgreSQLPool(writer)
    let deadline = ContinuousClock.now + openingPatience
    var attempt = 1
    while true {
      do {
        for connection in writer { try connection.performNow { try Self.open($0, access) } }
        return
      } catch WarehouseError.unreachable where ContinuousClock.now < deadline {
        // A process that starts has nothing else to do than to wait for its server.
        Thread.sleep(forTimeInterval: Self.pause(attempt))
        attempt += 1
      }
    }
  }

  private static func open(_ connection: PostgreSQLConnection, _ access: Access) throws {
    try connection.transaction(writes: true) { session in
      if access == .existing, try session.columns(of: "warehouse_format").isEmpty {
        throw WarehouseError.nothingThere(location: connection.address.location)
      }
      try PostgreSQLFormat.bringUpToDate(session, connection)
    }
  }

  public var secondsAhead: Double { clock.secondsAhead }

  public func read<Result: Sendable>(
    _ body: @escaping @Sendable (any WarehouseReader) throws -> Result
  ) async throws -> Result {
    try await patiently(readers) { try $0.transaction(writes: false) { try body($0) } }
  }

  public func write<Result: Sendable>(
    _ body: @escaping @Sendable (any WarehouseWriter) throws -> Result
  ) async throws -> Result {
    try await patiently(writers) { try $0.transaction(writes: true) { try body($0) } }
  }

  /// Closes every connection that is not in use.
  public func close() {
    readers.close()
    writers.close()
  }

  /// Does again what was cut off by a connection that broke; a transaction whose end nobody knows is the caller's matter.
  private func patiently<Result: Sendable>(
    _ pool: PostgreSQLPool, _ body: @escaping @Sendable (PostgreSQLConnection) throws -> Result
  ) async throws -> Result {
    let deadline = ContinuousClock.now + patience
    var attempt = 1
    while true {
      let (outcome, isLost, isOutcomeUnknown) = await pool.use(body)
      switch outcome {
      case .success(let result): return result
      case .failure(WarehouseError.refused(let location, let reason)):
        throw WarehouseError.refused(location: location, reason: reason)
      case .failure(let error):
        guard isLost, !isOutcomeUnknown, ContinuousClock.now < deadline else { throw error }
        try await Task.sleep(for: .seconds(Self.pause(attempt)))
        attempt += 1
      }
    }
  }

  /// Seconds before another attempt: growing, and different from process to process.
  private static func pause(_ attempt: Int) -> Double {
    min(2, 0.05 * Double(1 << min(attempt, 8))) * Double.random(in: 0.5...1)
  }
}
