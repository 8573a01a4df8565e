import Providers
import Synchronization
import Telemetry

/// Has the process's metrics tell how the requests to each provider went.
final class ProviderMetrics: Sendable {
  private let source: LiveSource
  private let told = Mutex<[String: HTTPClient.Tally]>([:])

  init(_ source: LiveSource) {
    self.source = source
  }

  /// Adds what happened since the last time.
  func tell() {
    let now = source.tallies
    let before = told.withLock { told in
      defer { told = now }
      return told
    }
    for (name, tally) in now {
      let last = before[name] ?? HTTPClient.Tally()
      Metric.providerRequests.add(
        (tally.requests - tally.failures) - (last.requests - last.failures), [name, "answered"])
      Metric.providerRequests.add(tally.failures - last.failures, [name, "failed"])
      Metric.providerRequests.add(tally.retries - last.retries, [name, "repeated"])
      Metric.providerSuccess.set(tally.successRatio, [name])
    }
  }
}
