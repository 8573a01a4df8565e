/// The tier of a quality score from 0 to 100.
public enum QualityTier: String, Sendable, CaseIterable {
  case gold
  case silver
  case bronze
  case poor
  case unusable

  /// The tier of a score: gold from 95, silver from 75, bronze from 50, poor from 25.
  public init(score: Double) {
    switch score {
    case 95...: self = .gold
    case 75...: self = .silver
    case 50...: self = .bronze
    case 25...: self = .poor
    default: self = .unusable
    }
  }

  /// Bronze or better: good enough to be published from.
  public var isProductionReady: Bool {
    switch self {
    case .gold, .silver, .bronze: true
    case .poor, .unusable: false
    }
  }
}
