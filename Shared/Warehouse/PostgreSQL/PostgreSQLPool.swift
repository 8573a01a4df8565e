import Synchronization

/// Connections of one kind, handed to one holder at a time in the order in which they were asked for.
final class PostgreSQLPool: Sendable {
  private struct State {
    var idle: [PostgreSQLConnection]
    var waiting: [CheckedContinuation<PostgreSQLConnection, Never>] = []
  }

  private let state: Mutex<State>

  /// A pool of connections; each is made when it is first used.
  init(_ connections: [PostgreSQLConnection]) {
    state = Mutex(State(idle: connections))
  }

  /// Does something with a connection.
  func use<Result: Sendable>(
    _ body: @escaping @Sendable (PostgreSQLConnection) throws -> Result
  ) async -> (outcome: Swift.Result<Result, any Error>, isLost: Bool, isOutcomeUnknown: Bool) {
    let connection = await take()
    defer { giveBack(connection) }
    do {
      return try await connection.perform { connection in
        let outcome = Swift.Result { try body(connection) }
        return (outcome, connection.isLost, connection.isOutcomeUnknown)
      }
    } catch {
      return (.failure(error), true, false)
    }
  }

  /// Closes what nobody uses.
  func close() {
    let idle = state.withLock { state in
      defer { state.idle = [] }
      return state.idle
    }
    for connection in idle { connection.performNow { $0.close() } }
  }

  private func take() async -> PostgreSQLConnection {
    await withCheckedContinuation { continuation in
      let free = state.withLock { state -> PostgreSQLConnection? in
        // The one used last is the one that is connected.
        if let connection = state.idle.popLast() { return connection }
        state.waiting.append(continuation)
        return nil
      }
      if let free { continuation.resume(returning: free) }
    }
  }

  private func giveBack(_ connection: PostgreSQLConnection) {
    let next = state.withLock { state -> CheckedContinuation<PostgreSQLConnection, Never>? in
      guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
      state.idle.append(connection)
      return nil
    }
    next?.resume(returning: connection)
  }
}
