/// What a box score says of a player who is listed in it.
public enum PlayerStatus: String, Sendable, CaseIterable {
  /// He was on the floor.
  case active
  /// He was dressed and did not play.
  case notPlayed = "dnp"
  /// He was not on the list of those who could play.
  case inactive
}
