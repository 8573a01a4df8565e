import League
import Testing

@Suite struct PlayingTimeTests {
  @Test(
    "minutes are read in every notation",
    arguments: [
      ("35:12", 35.2), ("32", 32), ("PT25M01.00S", 25.02), ("265:00", 265), ("45:28", 45.47), ("PT45M28.00S", 45.47),
      ("45", 45), ("61:30", 61.5),
    ])
  func notations(text: String, minutes: Double) {
    #expect(PlayingTime(text).minutes?.rounded(scale: 2) == minutes)
  }

  @Test("zero minutes are zero and not nothing", arguments: ["00", "0:00", "PT00M00.00S"])
  func zero(text: String) {
    #expect(PlayingTime(text) == .didNotPlay)
    #expect(PlayingTime(text).minutes == 0)
    #expect(PlayingTime(text, played: true) == .played(minutes: 0))
  }

  @Test("no text is no minutes", arguments: [nil, "", "-", "null"])
  func nothing(text: String?) {
    #expect(PlayingTime(text) == .unknown)
    #expect(PlayingTime(text).minutes == nil)
  }

  @Test("what is no time is refused with its text", arguments: ["12:75", "ab", "PT1M75S", "1:2:3", "-5", "PT5"])
  func malformed(text: String) {
    #expect(PlayingTime(text) == .malformed(text))
    #expect(PlayingTime(text).minutes == nil)
  }

  @Test("61:30 is impossible without overtime and possible with three")
  func cap() throws {
    let minutes = try #require(PlayingTime("61:30").minutes)
    #expect(minutes > GameLength(overtimePeriods: 0).minutes)
    #expect(minutes <= GameLength(overtimePeriods: 3).minutes)
  }
}
