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
      let last = before[name]
      let failed = tally.failures - (last?.failures ?? 0)
      let asked = tally.requests - (last?.requests ?? 0)
      Metric.providerRequests.add(asked - failed, [name, "answered"])
      Metric.providerRequests.add(failed, [name, "failed"])
      Metric.providerRequests.add(tally.retries - (last?.retries ?? 0), [name, "repeated"])
      Metric.providerSuccess.set(tally.successRatio, [name])
    }
  }
}
