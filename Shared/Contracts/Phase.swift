/// A stage of the pipeline: one service, one consumer group, one completion topic.
public enum Phase: String, CaseIterable, Sendable, Hashable, Comparable, Codable {
  case scrape = "phase1"
  case raw = "phase2"
  case analytics = "phase3"
  case precompute = "phase4"
  case predict = "phase5a"
  case grade = "phase5b"
  case publish = "phase6"

  /// The phase written as `phase3`, `3` or `analytics`; `phase5` and `5` mean predictions, where phase 5 begins.
  public init?(_ text: some StringProtocol) {
    let name = text.lowercased()
    if name == "5" || name == "phase5" {
      self = .predict
    } else if let phase = Phase.allCases.first(where: {
      $0.rawValue == name || $0.rawValue == "phase" + name || $0.word == name
    }) {
      self = phase
    } else {
      return nil
    }
  }

  /// The phase in one word: scrape, raw, analytics, precompute, predict, grade, publish.
  public var word: String { "\(self)" }

  /// 0 for scrape up to 6 for publish.
  public var order: Int {
    switch self {
    case .scrape: 0
    case .raw: 1
    case .analytics: 2
    case .precompute: 3
    case .predict: 4
    case .grade: 5
    case .publish: 6
    }
  }

  /// The phase whose completion starts this one; nil for the first.
  public var previous: Phase? {
    Phase.allCases.first { $0.order == order - 1 }
  }

  /// The phase that this one's completion starts; nil for the last.
  public var next: Phase? {
    Phase.allCases.first { $0.order == order + 1 }
  }

  /// The later phase whose weekly snapshots this one reads, so that it hears of them: grades come back to predictions.
  public var feedback: Phase? {
    self == .predict ? .grade : nil
  }

  public static func < (left: Phase, right: Phase) -> Bool {
    left.order < right.order
  }
}
