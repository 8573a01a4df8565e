/// How much of a wanted number of games a figure stands on.
public enum SampleQuality: String, Sendable, CaseIterable {
  case excellent
  case good
  case limited
  case insufficient

  /// The quality of `games` used where `wanted` were wanted: all of them, 70 %, half, or less; shares round up.
  public init(games: Int, of wanted: Int) {
    if games >= wanted {
      self = .excellent
    } else if games * 10 >= wanted * 7 {
      self = .good
    } else if games * 2 >= wanted {
      self = .limited
    } else {
      self = .insufficient
    }
  }
}
