import League
import Testing

@Suite struct ShotZoneTests {
  @Test(
    "E7 the ruling and the named area decide the zone",
    arguments: [
      (2, "Restricted Area", ShotZone.paint), (2, "In The Paint (Non-RA)", .paint), (2, "Mid-Range", .midRange),
      (3, "Left Corner 3", .three), (3, "Above the Break 3", .three), (3, "Backcourt", .three),
      (2, "Above the Break 3", .midRange), (3, "Mid-Range", .three),
    ])
  func byArea(value: Int, area: String, zone: ShotZone) {
    #expect(ShotZone(value: value, area: area) == zone)
  }

  @Test("the lane by coordinates reaches 8 feet to each side and 13.75 feet out")
  func byPlace() {
    #expect(ShotZone(value: 2, x: 80, y: 137.5) == .paint)
    #expect(ShotZone(value: 2, x: -80, y: -40) == .paint)
    #expect(ShotZone(value: 2, x: 80.1, y: 0) == .midRange)
    #expect(ShotZone(value: 2, x: 0, y: 138) == .midRange)
    #expect(ShotZone(value: 3, x: 220, y: 0) == .three)
  }

  @Test("by distance alone a two from 24 feet is mid-range and a corner three of 22 feet is a three")
  func byDistance() {
    #expect(ShotZone(value: 2, distance: 24) == .midRange)
    #expect(ShotZone(value: 3, distance: 22) == .three)
    #expect(ShotZone(value: 2, distance: 8) == .paint)
    #expect(ShotZone(value: 2, distance: 12) != ShotZone(value: 2, area: "In The Paint (Non-RA)"))
  }
}
