/// The one zone of a field goal attempt.
public enum ShotZone: String, Sendable, CaseIterable {
  case paint
  case midRange = "mid_range"
  case three

  /// The zone by the league's named area: worth three is three; else the restricted area and the rest of the paint.
  ///
  /// The ruling decides, not the place: a two-pointer with a foot on the line is mid-range.
  ///
  /// - Parameters:
  ///   - value: what the attempt was worth, 2 or 3.
  ///   - area: `Restricted Area`, `In The Paint (Non-RA)`, `Mid-Range`, ...
  public init(value: Int, area: some StringProtocol) {
    let isPaint = area == "Restricted Area" || area == "In The Paint (Non-RA)"
    self = value == 3 ? .three : isPaint ? .paint : .midRange
  }

  /// The zone by place, for sources without areas: the lane is 16 ft wide and ends 13.75 ft from the hoop.
  ///
  /// - Parameters:
  ///   - x: tenths of a foot to either side of the hoop.
  ///   - y: tenths of a foot from the hoop towards the half-way line.
  public init(value: Int, x: Double, y: Double) {
    self = value == 3 ? .three : abs(x) <= 80 && y <= 137.5 ? .paint : .midRange
  }

  /// The zone by distance alone, for sources that have nothing better: paint to 8 ft. It loses half of the paint outside
  /// the restricted area, so what is built on it is flagged.
  ///
  /// - Parameter distance: feet from the hoop.
  public init(value: Int, distance: Double) {
    self = value == 3 ? .three : distance <= 8 ? .paint : .midRange
  }
}
