/// The league's named areas of the floor, with what a shot from there looks like.
enum CourtZone: String, CaseIterable {
  case restrictedArea = "Restricted Area"
  case paint = "In The Paint (Non-RA)"
  case midRange = "Mid-Range"
  case leftCorner = "Left Corner 3"
  case rightCorner = "Right Corner 3"
  case aboveTheBreak = "Above the Break 3"

  /// Worth three unless a foot is on the line.
  var isBehindTheLine: Bool {
    switch self {
    case .restrictedArea, .paint, .midRange: false
    case .leftCorner, .rightCorner, .aboveTheBreak: true
    }
  }

  /// The column `zone3`.
  var zone3: String {
    switch self {
    case .restrictedArea, .paint: "paint"
    case .midRange: "mid_range"
    case .leftCorner, .rightCorner, .aboveTheBreak: "three"
    }
  }

  /// Feet from the basket.
  var distances: ClosedRange<Int> {
    switch self {
    case .restrictedArea: 0...3
    case .paint: 4...13
    case .midRange: 14...21
    case .leftCorner, .rightCorner: 22...23
    case .aboveTheBreak: 24...28
    }
  }

  /// The share of makes that were assisted.
  var assistedShare: Double {
    switch self {
    case .restrictedArea: 0.58
    case .paint: 0.4
    case .midRange: 0.35
    case .leftCorner, .rightCorner: 0.95
    case .aboveTheBreak: 0.8
    }
  }

  var action: String {
    switch self {
    case .restrictedArea: "Layup Shot"
    case .paint: "Driving Floating Jump Shot"
    case .midRange: "Pullup Jump shot"
    case .leftCorner, .rightCorner, .aboveTheBreak: "Jump Shot"
    }
  }

  /// The columns `zone_area` and `zone_range`.
  func place(distance: Int, isRight: Bool) -> (area: String, range: String) {
    let side = isRight ? "Right Side" : "Left Side"
    switch self {
    case .restrictedArea: return ("Center", "Less Than 8 ft.")
    case .paint: return ("Center", distance < 8 ? "Less Than 8 ft." : "8-16 ft.")
    case .midRange: return (side, distance < 16 ? "8-16 ft." : "16-24 ft.")
    case .leftCorner: return ("Left Side", "24+ ft.")
    case .rightCorner: return ("Right Side", "24+ ft.")
    case .aboveTheBreak: return ("\(side) Center", "24+ ft.")
    }
  }
}
