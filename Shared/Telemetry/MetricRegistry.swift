public import CoreMetrics
import Synchronization

/// The process's metrics, and their text for Prometheus. What is not in the catalogue is not kept.
public final class MetricRegistry: MetricsFactory, Sendable {
  private let series = Mutex<[Metric: [[String]: MetricSeries]]>([:])
  private let collectors = Mutex<[@Sendable () async -> Void]>([])

  /// A registry without series.
  public init() {}

  /// Has `collect` set gauges before each reading.
  public func beforeReading(_ collect: @escaping @Sendable () async -> Void) {
    collectors.withLock { $0.append(collect) }
  }

  /// The text format of Prometheus, version 0.0.4. Gauges are brought up to date first.
  public func text() async -> String {
    for collect in collectors.withLock({ $0 }) {
      await withMetricsFactory(self) { await collect() }
    }
    return current
  }

  /// The media type of ``text()``.
  public static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  /// The text as things stand.
  var current: String {
    series.withLock { series in
      var lines: [String] = []
      for metric in Metric.allCases {
        guard let own = series[metric], !own.isEmpty else { continue }
        lines.append("# HELP \(metric.name) \(PrometheusText.help(metric.help))")
        lines.append("# TYPE \(metric.name) \(metric.kind.word)")
        for (values, one) in own.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
          lines += one.samples(of: metric, values: values)
        }
      }
      return lines.map { $0 + "\n" }.joined()
    }
  }

  private func one(_ label: String, _ dimensions: [(String, String)]) -> MetricSeries? {
    guard let metric = Metric(rawValue: label) else { return nil }
    let values = metric.labels.map { name in dimensions.first { $0.0 == name }?.1 ?? "" }
    return series.withLock { series in
      if let known = series[metric]?[values] { return known }
      let new = MetricSeries(kind: metric.kind)
      series[metric, default: [:]][values] = new
      return new
    }
  }

  public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    one(label, dimensions) ?? MetricSeries(kind: .counter)
  }

  public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    one(label, dimensions) ?? MetricSeries(kind: .gauge)
  }

  public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    one(label, dimensions) ?? MetricSeries(kind: aggregate ? .histogram([]) : .gauge)
  }

  public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    one(label, dimensions) ?? MetricSeries(kind: .histogram([]))
  }

  public func destroyCounter(_ handler: any CounterHandler) {}
  public func destroyMeter(_ handler: any MeterHandler) {}
  public func destroyRecorder(_ handler: any RecorderHandler) {}
  public func destroyTimer(_ handler: any TimerHandler) {}
}
