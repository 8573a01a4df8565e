import League

/// The values of the features and where each comes from.
struct FeatureVector {
  private(set) var values = [Double?](repeating: nil, count: Feature.allCases.count)
  private(set) var sources = [FeatureSource](repeating: .missing, count: Feature.allCases.count)

  /// Sets a feature; without a value, `standIn` stands in, and without that it is missing. A value that is not a number is
  /// none.
  mutating func set(_ feature: Feature, _ value: Double?, from source: FeatureSource, standIn: Double? = nil) {
    if let value, value.isFinite {
      values[feature.rawValue] = value
      sources[feature.rawValue] = source
    } else {
      values[feature.rawValue] = standIn
      sources[feature.rawValue] = standIn == nil ? .missing : .standIn
    }
  }

  subscript(feature: Feature) -> Double? { values[feature.rawValue] }

  /// One letter for each feature, in order.
  var sourceLetters: String {
    String(decoding: sources.map { UInt8(ascii: $0.rawValue) }, as: UTF8.self)
  }

  /// The mean weight of the sources, over the required features and those optional ones that are there; at most 69 with a
  /// required feature on a stand-in, at most 49 with five. Two decimals.
  var quality: Double {
    Self.quality(of: sources)
  }

  /// The quality of a vector with these sources.
  static func quality(of sources: [FeatureSource]) -> Double {
    var sum = 0.0
    var count = 0
    var standIns = 0
    for feature in Feature.allCases {
      let source = sources[feature.rawValue]
      guard !feature.isOptional || source != .missing else { continue }
      sum += source.weight
      count += 1
      standIns += source == .standIn && !feature.isOptional ? 1 : 0
    }
    let mean = sum / Double(count)
    return min(mean, standIns >= 5 ? 49 : standIns >= 1 ? 69 : 100).rounded(scale: 2)
  }
}
