/// What became of a step.
enum DailyOutcome: Hashable, Sendable {
  /// It was done, by these runs; `words` say what it came to.
  case done(runs: [String], words: String)
  /// It was not needed.
  case skipped(String)
  /// It could not be done, or what it asked for did not end well.
  case failed(runs: [String], String)

  /// `done`, `skipped` or `failed`.
  var name: String {
    switch self {
    case .done: "done"
    case .skipped: "skipped"
    case .failed: "failed"
    }
  }

  /// Why.
  var words: String {
    switch self {
    case .done(_, let words), .skipped(let words), .failed(_, let words): words
    }
  }

  /// The runs.
  var runs: [String] {
    switch self {
    case .done(let runs, _), .failed(let runs, _): runs
    case .skipped: []
    }
  }
}
