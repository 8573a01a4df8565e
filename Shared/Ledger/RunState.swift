/// The life of a run: every step that it may take stands in ``transitions``, and nowhere else.
///
/// ```
/// planned ──▶ running ◀──▶ paused        running, cancelling ends: completed, completed with failures, refused,
///    └──────────┴── cancelling ──┘ ──▶ cancelled
/// ```
public enum RunState: String, Hashable, Sendable, Codable, CaseIterable {
  /// Asked for.
  case planned
  /// Its dates go out.
  case running
  /// Nothing new goes out; what is out finishes. It stays so until it is resumed or cancelled, over restarts too.
  case paused
  /// Nothing new goes out; it ends when what is out has finished or was let go.
  case cancelling
  /// Given up before its end; the report says what was not reached.
  case cancelled
  /// Nothing is missing.
  case completed
  /// At its end something is missing, or a gate did not pass.
  case completedWithFailures = "completed_with_failures"
  /// Not taken on, or stopped by a gate.
  case refused

  /// Where a run may go from each state.
  public static let transitions: [RunState: Set<RunState>] = [
    .planned: [.running, .paused, .cancelling, .refused],
    .running: [.paused, .cancelling, .completed, .completedWithFailures, .refused],
    .paused: [.running, .cancelling],
    .cancelling: [.cancelled],
    .cancelled: [], .completed: [], .completedWithFailures: [], .refused: [],
  ]

  /// Whether the run may go from this state to another.
  public func mayBecome(_ next: RunState) -> Bool { Self.transitions[self, default: []].contains(next) }

  /// Whether nothing more will ever happen to it.
  public var isOver: Bool { Self.transitions[self, default: []].isEmpty }

  /// The state in words.
  public var words: String { rawValue.replacing("_", with: " ") }
}
