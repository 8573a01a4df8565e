/// How a run ended: its report, what is to be said of it, and how long it took.
public struct RunSummary: Hashable, Sendable, Codable {
  /// Counts by date; nil when the run never got so far.
  public var report: RunReport?
  /// What is to be said besides.
  public var message: String?
  /// How long it took.
  public var seconds: Double

  /// A summary.
  public init(report: RunReport?, message: String?, seconds: Double = 0) {
    self.report = report
    self.message = message
    self.seconds = seconds
  }
}
