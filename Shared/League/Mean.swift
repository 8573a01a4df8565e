extension Sequence where Element == Double {
  /// The mean, unrounded; nil for nothing.
  @inlinable public var mean: Double? {
    var sum = 0.0
    var count = 0
    for value in self {
      sum += value
      count += 1
    }
    return count == 0 ? nil : sum / Double(count)
  }
}
