/// A team's games of a season in the order it travels to them, the game at hand last.
public struct Itinerary: Sendable {
  /// One game of the road.
  public struct Stop: Hashable, Sendable {
    /// When.
    public var date: GameDate
    /// Where; nil when the venue is not known.
    public var arena: Arena?
    /// Whether it is a home game. A neutral game is not.
    public var isHome: Bool

    /// A game at a place.
    public init(date: GameDate, arena: Arena?, isHome: Bool) {
      self.date = date
      self.arena = arena
      self.isHome = isHome
    }
  }

  /// What it took to get to one game.
  public struct Leg: Hashable, Sendable {
    /// Whole miles.
    public let miles: Int
    /// Zones moved, positive eastward.
    public let zonesEast: Int
  }

  /// The team's own arena, where the season starts from.
  public let home: Arena
  private let stops: [Stop]

  /// The games in ascending order of date, up to and including the one at hand.
  public init(home: Arena, stops: [Stop]) {
    self.home = home
    self.stops = stops
  }

  /// The way to the last game, from the venue of the one before; from home to the season's first. Nil when either venue is
  /// not known, or there is no game.
  public var lastLeg: Leg? {
    stops.isEmpty ? nil : leg(to: stops.count - 1)
  }

  /// Away and neutral games in a row that end with the last one; 0 at home.
  public var consecutiveRoadGames: Int {
    stops.reversed().prefix { !$0.isHome }.count
  }

  /// Miles and zones, without their direction, of the legs to games in the last `days` days, the last game included:
  /// D − days < date ≤ D. Nil when a venue among them is not known.
  public func travelled(inLast days: Int) -> (miles: Int, zones: Int)? {
    guard let last = stops.last else { return nil }
    var miles = 0
    var zones = 0
    for index in stops.indices.reversed() where stops[index].date > last.date.adding(days: -days) {
      guard let leg = leg(to: index) else { return nil }
      miles += leg.miles
      zones += abs(leg.zonesEast)
    }
    return (miles, zones)
  }

  private func leg(to index: Int) -> Leg? {
    guard let from = index == 0 ? home : stops[index - 1].arena, let to = stops[index].arena else { return nil }
    return Leg(miles: Int(from.miles(to: to).rounded()), zonesEast: to.timeZone.zonesEast(of: from.timeZone))
  }
}
