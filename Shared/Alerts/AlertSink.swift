/// A place where alerts go.
public protocol AlertSink: Sendable {
  /// What it is called in messages; never an address.
  var name: String { get }
  /// Takes an alert. Returns when it has it for good.
  func send(_ alert: Alert) async throws(AlertFailure)
}
