public import Logging

/// Alerts as lines of the service's log.
public struct LogSink: AlertSink {
  public let name = "log"
  private let logger: Logger

  /// Alerts in the log of a service.
  public init(logger: Logger) {
    self.logger = logger
  }

  public func send(_ alert: Alert) async throws(AlertFailure) {
    let level: Logger.Level =
      switch alert.severity {
      case .info: .info
      case .warning: .warning
      case .critical: .critical
      }
    logger.log(
      level: level, "alert",
      metadata: [
        "kind": "\(alert.kind.rawValue)", "subject": "\(alert.subject)", "title": "\(alert.title)",
        "details": "\(alert.details.joined(separator: "; "))",
      ])
  }
}
