import Testing

@testable import Phase2Raw

@Suite("Moments")
struct UTCTimeTests {
  @Test("seconds since 1970 of a moment in UTC, fraction dropped")
  func seconds() throws {
    #expect(UTCTime("1970-01-01T00:00:00Z"[...])?.seconds == 0)
    #expect(UTCTime("2024-01-25T00:55:40Z"[...])?.seconds == 1_706_144_140)
    #expect(UTCTime("2024-01-25T00:55:40.123Z"[...])?.description == "2024-01-25T00:55:40Z")
  }

  @Test(
    "what is no moment in UTC is refused",
    arguments: [
      "", "2024-01-25", "2024-01-25T00:55:40", "2024-01-25T24:00:00Z", "2024-01-25T00:60:00Z", "2024-02-30T00:00:00Z",
      "2024-01-25 00:55:40Z", "2024-01-25T00:55:40+01:00", "2024-01-25T0a:55:40Z",
    ])
  func refused(text: String) {
    #expect(UTCTime(text[...]) == nil)
  }
}
