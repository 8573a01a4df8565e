import Foundation

/// Where a game is played.
public struct Arena: Hashable, Sendable {
  /// Degrees north.
  public let latitude: Double
  /// Degrees east; negative in America.
  public let longitude: Double
  /// Its time zone.
  public let timeZone: CourtTimeZone
  /// Whether clocks are put forward in summer; in Phoenix they are not.
  public let keepsDaylightTime: Bool

  /// A place, in degrees.
  public init(latitude: Double, longitude: Double, timeZone: CourtTimeZone, keepsDaylightTime: Bool = true) {
    self.latitude = latitude
    self.longitude = longitude
    self.timeZone = timeZone
    self.keepsDaylightTime = keepsDaylightTime
  }

  /// Great-circle distance in miles (haversine, R = 3958.8 mi), unrounded.
  public func miles(to other: Arena) -> Double {
    let radians = Double.pi / 180
    let north = (other.latitude - latitude) * radians
    let east = (other.longitude - longitude) * radians
    let chord =
      pow(sin(north / 2), 2) + cos(latitude * radians) * cos(other.latitude * radians) * pow(sin(east / 2), 2)
    return 2 * 3958.8 * asin(min(1, chord.squareRoot()))
  }

  /// The home arena of a team in a season. The Clippers left the Lakers' arena after 2023-24.
  public static func home(of team: TeamCode, in season: Season) -> Arena {
    switch team {
    case .atl: Arena(33.7573, -84.3963, .eastern)
    case .bos: Arena(42.3662, -71.0621, .eastern)
    case .bkn: Arena(40.6826, -73.9754, .eastern)
    case .cha: Arena(35.2251, -80.8392, .eastern)
    case .chi: Arena(41.8807, -87.6742, .central)
    case .cle: Arena(41.4965, -81.6882, .eastern)
    case .dal: Arena(32.7905, -96.8103, .central)
    case .den: Arena(39.7487, -105.0077, .mountain)
    case .det: Arena(42.3410, -83.0550, .eastern)
    case .gsw: Arena(37.7680, -122.3877, .pacific)
    case .hou: Arena(29.7508, -95.3621, .central)
    case .ind: Arena(39.7640, -86.1555, .eastern)
    case .lac where season >= Season(startYear: 2024): Arena(33.945, -118.343, .pacific)
    case .lac, .lal: Arena(34.0430, -118.2673, .pacific)
    case .mem: Arena(35.1382, -90.0506, .central)
    case .mia: Arena(25.7814, -80.1870, .eastern)
    case .mil: Arena(43.0451, -87.9172, .central)
    case .min: Arena(44.9795, -93.2761, .central)
    case .nop: Arena(29.9490, -90.0821, .central)
    case .nyk: Arena(40.7505, -73.9934, .eastern)
    case .okc: Arena(35.4634, -97.5151, .central)
    case .orl: Arena(28.5392, -81.3839, .eastern)
    case .phi: Arena(39.9012, -75.1720, .eastern)
    case .phx: Arena(33.4457, -112.0712, .mountain, keepsDaylightTime: false)
    case .por: Arena(45.5316, -122.6668, .pacific)
    case .sac: Arena(38.5802, -121.4997, .pacific)
    case .sas: Arena(29.4270, -98.4375, .central)
    case .tor: Arena(43.6434, -79.3791, .eastern)
    case .uta: Arena(40.7683, -111.9011, .mountain)
    case .was: Arena(38.8981, -77.0209, .eastern)
    }
  }

  private init(
    _ latitude: Double, _ longitude: Double, _ timeZone: CourtTimeZone, keepsDaylightTime: Bool = true
  ) {
    self.init(
      latitude: latitude, longitude: longitude, timeZone: timeZone, keepsDaylightTime: keepsDaylightTime)
  }
}
