/// What an operator may tell a run that is not over.
public enum RunOrder: String, Hashable, Sendable, Codable, CaseIterable {
  /// Let nothing new go out.
  case pause
  /// Go on.
  case resume
  /// Give up.
  case cancel

  /// The state that it asks for.
  public var state: RunState {
    switch self {
    case .pause: .paused
    case .resume: .running
    case .cancel: .cancelling
    }
  }

  /// Whether a run in `state` is there already, so that the order changes nothing.
  public func isFulfilled(by state: RunState) -> Bool {
    state == self.state || self == .cancel && state == .cancelled
  }
}
