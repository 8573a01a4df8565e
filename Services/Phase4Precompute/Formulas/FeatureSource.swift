/// Where the value of a feature comes from; its letter stands in `feature_sources`.
enum FeatureSource: Unicode.Scalar {
  /// A table of this phase.
  case precomputed = "4"
  /// A table of phase 3.
  case context = "3"
  /// Computed here from inputs that were all there.
  case calculated = "c"
  /// The player's line.
  case vegas = "v"
  /// Earlier games against the same opponent.
  case opponentHistory = "o"
  /// Minutes and points a minute of his last ten games.
  case minutes = "m"
  /// Nothing was there, and a neutral value stands in.
  case standIn = "d"
  /// Nothing was there, and nothing stands in.
  case missing = "-"

  /// What it counts in the quality score, 0–100.
  var weight: Double {
    switch self {
    case .precomputed, .calculated, .vegas: 100
    case .minutes: 95
    case .opponentHistory: 90
    case .context: 87
    case .standIn: 40
    case .missing: 0
    }
  }
}
