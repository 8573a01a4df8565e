import League

/// The quality of one row: 100, less a penalty for each thing that is missing or second-hand.
struct RowQuality {
  private(set) var score = 100.0
  private(set) var issues: [String] = []

  /// Notes an issue and takes its penalty off.
  mutating func note(_ issue: String, penalty: Double = 0) {
    issues.append(issue)
    score = max(0, score - penalty)
  }

  /// Notes that a context stands on few earlier games.
  mutating func noteSample(games: Int) {
    switch games {
    case 10...: break
    case 5...: note("thin_sample:\(games)/10", penalty: 20)
    case 3...: note("thin_sample:\(games)/10", penalty: 35)
    default: note("thin_sample:\(games)/10", penalty: 50)
    }
  }

  /// Whether anything was taken off.
  var isReduced: Bool { score < 100 }

  var tier: QualityTier { QualityTier(score: score) }

  /// The issues in order, joined by `; `; empty without any.
  var text: String { issues.joined(separator: "; ") }
}
