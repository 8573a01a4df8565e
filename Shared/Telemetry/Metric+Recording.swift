import CoreMetrics

/// Recording goes through swift-metrics, so that another backend can take the place of ours.
extension Metric {
  /// Adds to a counter.
  public func add(_ amount: Int = 1, _ values: [String] = []) {
    Counter(label: name, dimensions: dimensions(values)).increment(by: amount)
  }

  /// Sets a gauge.
  public func set(_ value: Double, _ values: [String] = []) {
    Meter(label: name, dimensions: dimensions(values)).set(value)
  }

  /// Counts a duration in a histogram.
  public func observe(milliseconds: Int, _ values: [String] = []) {
    Timer(label: name, dimensions: dimensions(values)).recordMilliseconds(milliseconds)
  }

  private func dimensions(_ values: [String]) -> [(String, String)] { Array(zip(labels, values)) }
}
