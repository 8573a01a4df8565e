/// How much a player scores, by his season's average before the game. Never by the points of the game itself: those who
/// score most in a game are those who exceeded themselves in it.
public enum ScoringTier: String, Hashable, Sendable, CaseIterable, Codable {
  case star = "STAR_30PLUS"
  case starter = "STARTER_20_29"
  case rotation = "ROTATION_10_19"
  /// Also a player whose average is not known.
  case bench = "BENCH_0_9"

  /// The tier of a season's average, unrounded.
  public init(seasonAverage: Double?) {
    let points = seasonAverage ?? 0
    self = Self.allCases.first { points >= $0.lowest } ?? .bench
  }

  /// The lowest average of the tier.
  public var lowest: Double {
    switch self {
    case .star: 30
    case .starter: 20
    case .rotation: 10
    case .bench: 0
    }
  }

  /// The average at which the next tier begins; nil for the highest.
  public var upperBound: Double? {
    switch self {
    case .star: nil
    case .starter: 30
    case .rotation: 20
    case .bench: 10
    }
  }

  /// The share of a tier's adjustment that is applied to a prediction.
  public var adjustmentShare: Double {
    switch self {
    case .star: 1
    case .starter: 0.75
    case .rotation, .bench: 0.5
    }
  }
}
