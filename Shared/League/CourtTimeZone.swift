/// The time zone of an arena, by its distance from Eastern time. Phoenix counts as Mountain the year round.
public enum CourtTimeZone: Int, Sendable, CaseIterable {
  case pacific = 0
  case mountain = 1
  case central = 2
  case eastern = 3

  /// Zones moved going from `other` to this one: positive eastward, towards an earlier local start.
  public func zonesEast(of other: CourtTimeZone) -> Int {
    rawValue - other.rawValue
  }
}
