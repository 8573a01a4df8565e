public import Bus
import CoreMetrics
import Telemetry
import Warehouse

extension ServiceEnvironment {
  /// Has health and metrics tell of a consumption loop.
  public func watch(_ consumer: Consumer, group: String) {
    health.watch(group) { [weak consumer] in consumer?.state }
    metrics.beforeReading { [weak consumer] in
      guard let state = consumer?.state else { return }
      let bus = state.subscription
      if let lag = bus.lag { Metric.consumerLag.set(Double(lag), [group]) }
      Metric.consumerOldest.set((state.oldestUnsettled ?? .zero) / .seconds(1), [group])
      Metric.consumerConnected.set(bus.isConnected && bus.hasJoined ? 1 : 0, [group])
    }
  }

  /// Whether the process is alive, with what every loop says.
  public var liveness: (isGood: Bool, words: [String: String]) { Self.verdict(health.alive) }

  /// Whether it can work now, with what every check says. The warehouse is asked for a row, the data folder for room.
  public func readiness() async -> (isGood: Bool, words: [String: String]) {
    var findings = await health.ready()
    findings["warehouse"] = await warehouseFinding()
    findings["disk"] = FreeSpace.finding(at: settings.dataDirectory)
    return Self.verdict(findings)
  }

  /// The process's metrics as text.
  public func metricsText() async -> String {
    let isReady = await readiness().isGood
    withMetricsFactory(metrics) { Metric.ready.set(isReady ? 1 : 0) }
    return await metrics.text()
  }

  private func warehouseFinding() async -> Health.Finding {
    do {
      let tables = try await warehouse.read { try $0.first("SELECT count(*) FROM table_catalog") { $0.int(0) } ?? 0 }
      return Health.Finding(true, "can be read; \(tables) tables are registered")
    } catch {
      return Health.Finding(false, "cannot be read: \(error)")
    }
  }

  private static func verdict(_ findings: [String: Health.Finding]) -> (isGood: Bool, words: [String: String]) {
    (findings.values.allSatisfy(\.isGood), findings.mapValues(\.words))
  }
}
