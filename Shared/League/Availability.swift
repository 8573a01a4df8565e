/// How likely a player is to play, as the league's injury report puts it.
public enum Availability: String, Sendable, CaseIterable {
  case out
  case doubtful
  case questionable
  case probable
  /// Not listed as anything else by a report that was collected.
  case available

  /// Whether his team has to count on playing without him.
  public var isAbsent: Bool { self == .out || self == .doubtful }
}
