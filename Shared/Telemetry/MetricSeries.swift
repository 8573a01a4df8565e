import CoreMetrics
import Synchronization

/// One series of a metric: its value now, or what was counted below each bound.
final class MetricSeries: CounterHandler, MeterHandler, RecorderHandler, TimerHandler, Sendable {
  private struct State {
    var value = 0.0
    /// Of a histogram: observations in each bound's bucket and, at the end, above all of them.
    var buckets: [Int]
  }

  private let bounds: [Double]
  private let isHistogram: Bool
  private let state: Mutex<State>

  init(kind: Metric.Kind) {
    if case .histogram(let bounds) = kind {
      (self.bounds, isHistogram) = (bounds, true)
    } else {
      (bounds, isHistogram) = ([], false)
    }
    state = Mutex(State(buckets: Array(repeating: 0, count: bounds.count + 1)))
  }

  func increment(by amount: Int64) { increment(by: Double(amount)) }
  func increment(by amount: Double) { state.withLock { $0.value += amount } }
  func decrement(by amount: Double) { increment(by: -amount) }
  func reset() { state.withLock { $0.value = 0 } }
  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { state.withLock { $0.value = value } }
  func record(_ value: Int64) { record(Double(value)) }
  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

  func record(_ value: Double) {
    guard isHistogram else { return set(value) }
    let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
    state.withLock { state in
      state.value += value
      state.buckets[bucket] += 1
    }
  }

  /// The series' lines.
  func samples(of metric: Metric, values: [String]) -> [String] {
    let labels = Array(zip(metric.labels, values))
    let state = state.withLock { $0 }
    guard isHistogram else { return [PrometheusText.sample(metric.name, labels, state.value)] }
    var lines: [String] = []
    var below = 0
    for (bound, count) in zip(bounds.map(PrometheusText.number) + ["+Inf"], state.buckets) {
      below += count
      lines.append(PrometheusText.sample(metric.name + "_bucket", labels + [("le", bound)], Double(below)))
    }
    lines.append(PrometheusText.sample(metric.name + "_sum", labels, state.value))
    lines.append(PrometheusText.sample(metric.name + "_count", labels, Double(below)))
    return lines
  }
}
