import League
import Warehouse

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

  /// How much of what tables of this phase give they gave.
  enum Origin: String, ColumnValue {
    /// At least 90 percent.
    case precomputed = "phase4"
    /// At least half.
    case partial = "phase4_partial"
    /// Less.
    case mixed
  }

  /// Where the vector comes from. Only the features that tables of this phase give are looked at: over all of them every
  /// vector would be mixed.
  var origin: Origin {
    let features = Feature.allCases.filter(\.isPrecomputed)
    let given = features.count { sources[$0.rawValue] == .precomputed }
    return given * 10 >= features.count * 9 ? .precomputed : given * 2 >= features.count ? .partial : .mixed
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
