import League
import Testing

@Suite struct TravelTests {
  static let season = Season(startYear: 2023)

  @Test(
    "distances between arenas are the known ones within five miles",
    arguments: [
      (TeamCode.atl, TeamCode.bos, 936), (.bos, .lal, 2592), (.gsw, .nyk, 2564), (.tor, .mia, 1235), (.bos, .tor, 429),
      (.atl, .tor, 734), (.nyk, .bkn, 5), (.lal, .gsw, 345), (.den, .phx, 585), (.por, .mia, 2704),
    ])
  func distances(from: TeamCode, to: TeamCode, miles: Int) {
    let there = Arena.home(of: from, in: Self.season).miles(to: .home(of: to, in: Self.season))
    #expect(abs(there - Double(miles)) <= 5)
  }

  @Test("Portland to Miami is the longest way in the league, and no way depends on its direction")
  func longest() {
    let arenas = TeamCode.allCases.map { Arena.home(of: $0, in: Self.season) }
    let ways = arenas.flatMap { from in arenas.map { from.miles(to: $0) } }
    let longest = Arena.home(of: .por, in: Self.season).miles(to: .home(of: .mia, in: Self.season))
    #expect(ways.max() == longest)
    for from in arenas {
      for to in arenas { #expect(abs(from.miles(to: to) - to.miles(to: from)) < 1e-9) }
    }
  }

  @Test("the Clippers share the Lakers' arena to 2023-24 and have their own from 2024-25")
  func clippers() {
    #expect(Arena.home(of: .lac, in: Season(startYear: 2023)) == .home(of: .lal, in: Season(startYear: 2023)))
    #expect(Arena.home(of: .lac, in: Season(startYear: 2024)) != .home(of: .lal, in: Season(startYear: 2024)))
  }

  @Test("E12 Atlanta to Boston, on to Toronto, and home again")
  func e12() throws {
    let stops = try [(1, TeamCode.bos), (3, .tor), (5, .atl)].map { day, team in
      Itinerary.Stop(
        date: try #require(GameDate(year: 2024, month: 1, day: day)), arena: .home(of: team, in: Self.season),
        isHome: team == .atl)
    }
    let home = Arena.home(of: .atl, in: Self.season)
    let legs = (1...3).compactMap { Itinerary(home: home, stops: Array(stops.prefix($0))).lastLeg?.miles }
    #expect(zip(legs, [936, 429, 734]).allSatisfy { abs($0 - $1) <= 5 })
    #expect(legs.count == 3)
    #expect(legs.last != 0)
    let trip = Itinerary(home: home, stops: stops)
    #expect(trip.travelled(inLast: 14)?.miles == legs.reduce(0, +))
    #expect(trip.travelled(inLast: 2)?.miles == legs.last)
    #expect(trip.consecutiveRoadGames == 0)
    #expect(Itinerary(home: home, stops: Array(stops.prefix(2))).consecutiveRoadGames == 2)
  }

  @Test("E12 Portland at home, then at Miami: three zones eastward")
  func portlandToMiami() throws {
    let portland = Arena.home(of: .por, in: Self.season)
    let stops = [
      Itinerary.Stop(date: try #require(GameDate("2024-01-01")), arena: portland, isHome: true),
      Itinerary.Stop(
        date: try #require(GameDate("2024-01-03")), arena: .home(of: .mia, in: Self.season), isHome: false),
    ]
    let leg = try #require(Itinerary(home: portland, stops: stops).lastLeg)
    #expect(abs(leg.miles - 2704) <= 5)
    #expect(leg.zonesEast == 3)
    let chicago = Arena.home(of: .chi, in: Self.season)
    #expect(chicago.timeZone.zonesEast(of: Arena.home(of: .atl, in: Self.season).timeZone) == -1)
  }

  @Test("a venue that is not known leaves the way to it and from it unknown, never zero")
  func unknownVenue() throws {
    let home = Arena.home(of: .lal, in: Self.season)
    let stops = [
      Itinerary.Stop(date: try #require(GameDate("2023-12-09")), arena: nil, isHome: false),
      Itinerary.Stop(date: try #require(GameDate("2023-12-12")), arena: home, isHome: true),
    ]
    #expect(Itinerary(home: home, stops: Array(stops.prefix(1))).lastLeg == nil)
    #expect(Itinerary(home: home, stops: stops).lastLeg == nil)
    #expect(Itinerary(home: home, stops: stops).travelled(inLast: 14) == nil)
    #expect(Itinerary(home: home, stops: []).lastLeg == nil)
  }

  @Test(
    "the time at an arena follows its zone and daylight time, which Phoenix does not keep",
    arguments: [
      (TeamCode.nyk, "2025-01-15T00:30:00Z", "19:30"), (.lal, "2025-01-15T03:30:00Z", "19:30"),
      (.nyk, "2024-10-22T23:30:00Z", "19:30"), (.phx, "2024-10-23T02:00:00Z", "19:00"),
      (.den, "2024-10-23T02:00:00Z", "20:00"), (.phx, "2025-01-15T02:00:00Z", "19:00"),
      (.nyk, "2025-03-09T06:59:00Z", "01:59"), (.nyk, "2025-03-09T07:00:00Z", "03:00"),
      (.nyk, "2024-11-03T05:59:00Z", "01:59"), (.nyk, "2024-11-03T06:00:00Z", "01:00"),
      (.chi, "2025-04-01T05:05:00Z", "00:05"),
    ])
  func localTime(team: TeamCode, moment: String, time: String) {
    #expect(Arena.home(of: team, in: Season(startYear: 2024)).localTime(utc: moment) == time)
  }

  @Test(
    "what is no moment has no local time", arguments: ["", "2025-01-15", "2025-01-15T25:00:00Z", "2025-01-15T00:30:00"])
  func noLocalTime(text: String) {
    #expect(Arena.home(of: .nyk, in: Self.season).localTime(utc: text) == nil)
  }
}
