public import Ledger
public import Logging
import Pipeline
import Warehouse

/// The beginning of a service on a warehouse that is full, or held by others: it is tried again with growing pauses, which is
/// said once, and the process is not ready meanwhile. To end and be started again would change nothing.
public struct PatientStart: Sendable {
  private let clock: any WallClock
  private let logger: Logger
  private let health: Health?

  /// A beginning that waits by a clock and says so in a log.
  ///
  /// - Parameter health: what the process says of itself; nil before there is anybody to ask it.
  public init(clock: any WallClock, logger: Logger, health: Health? = nil) {
    self.clock = clock
    self.logger = logger
    self.health = health
  }

  /// Does what the service begins with, as often as it takes.
  ///
  /// - Throws: what `act` throws but a warehouse that is full or held; `CancellationError`.
  public func begin<Result: Sendable>(_ act: @Sendable () async throws -> Result) async throws -> Result {
    var said: WarehouseError?
    var attempt = 0
    while true {
      attempt += 1
      do {
        let result = try await act()
        if said != nil { tell(Health.Finding(true, "has begun")) }
        return result
      } catch let error as WarehouseError where error.passesByItself {
        if said != error {
          logger.warning("cannot begin; trying again until it can", metadata: ["why": "\(error)"])
        }
        said = error
        tell(Health.Finding(false, "cannot begin: \(error)"))
        try await clock.sleep(for: Backoff.delay(attempt: attempt))
      }
    }
  }

  private func tell(_ finding: Health.Finding) {
    health?.require("start") { finding }
  }
}

extension WarehouseError {
  /// Whether it is over once somebody frees space or lets go. A server that is away has a patience of its own.
  fileprivate var passesByItself: Bool {
    switch self {
    case .diskFull, .busy: true
    default: false
    }
  }
}
