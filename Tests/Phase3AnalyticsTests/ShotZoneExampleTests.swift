import Foundation
import League
import Testing

@testable import Phase3Analytics

/// The play by play of the game that E7 is about, where the samples are at hand.
private enum Sample {
  static let path: String? = {
    let shared =
      ProcessInfo.processInfo.environment["BACKCOURT_DATA"]
      ?? FileManager.default.currentDirectoryPath + "/../shared/data"
    let path = "samples/nba_com/livedata/playbyplay_0022400500.json.gz"
    let found = [shared, shared + "/.."].map { "\($0)/\(path)" }.first { FileManager.default.fileExists(atPath: $0) }
    if found == nil { print("skipped: no samples at \(shared); set BACKCOURT_DATA to test against them") }
    return found
  }()
}

@Suite struct ShotZoneExampleTests {
  /// E7's attempts by area: 44 and 46 in the paint, 17 between, 19 from the corners and 55 above the break.
  static let areas = [
    ("Restricted Area", 2, 44), ("In The Paint (Non-RA)", 2, 46), ("Mid-Range", 2, 17), ("Left Corner 3", 3, 14),
    ("Right Corner 3", 3, 5), ("Above the Break 3", 3, 55),
  ]

  @Test("E7 zones of a real game go by area: 90 in the paint, 17 between, 74 threes")
  func e7() {
    var tally = ZoneTally()
    for (area, value, count) in Self.areas {
      for _ in 0..<count {
        tally.add(Fixtures.shot(by: 1, on: .nyk, value: value, area: area, made: false, assisted: nil))
      }
    }
    #expect(tally.paintAttempts == 90)
    #expect(tally.midRangeAttempts == 17)
    #expect(tally.threeAttempts == 74)
    #expect(tally.paintAttempts != 74, "the eight-foot rule's count")
    #expect(tally.midRangeAttempts != 33, "the eight-foot rule's count")
    #expect(tally.agrees(withTwosAttempted: 107, made: 0))
  }

  @Test("a corner three at 22.6 feet is a three, and a two at 24 feet is none")
  func ruling() {
    #expect(ShotZone(value: 3, area: "Left Corner 3") == .three)
    #expect(ShotZone(value: 3, distance: 22.6) == .three)
    #expect(ShotZone(value: 2, area: "Above the Break 3") == .midRange)
    #expect(ShotZone(value: 2, distance: 24) == .midRange)
  }

  @Test("E7 the provider's own play by play of the game counts the same", .enabled(if: Sample.path != nil))
  func e7Sample() throws {
    let unpack = Process()
    unpack.executableURL = URL(fileURLWithPath: "/bin/gzip")
    unpack.arguments = ["-dc", try #require(Sample.path)]
    let output = Pipe()
    unpack.standardOutput = output
    try unpack.run()
    let document = try JSONSerialization.jsonObject(with: output.fileHandleForReading.readDataToEndOfFile())
    unpack.waitUntilExit()
    let game = try #require((document as? [String: Any])?["game"] as? [String: Any])
    var tally = ZoneTally()
    for action in try #require(game["actions"] as? [[String: Any]]) where action["isFieldGoal"] as? Int == 1 {
      let isMade = action["shotResult"] as? String == "Made"
      tally.add(
        Fixtures.shot(
          by: 1, on: .nyk, value: action["actionType"] as? String == "3pt" ? 3 : 2,
          area: try #require(action["area"] as? String), made: isMade,
          assisted: isMade ? action["assistPersonId"] != nil : nil))
    }
    #expect(tally.paintAttempts == 90)
    #expect(tally.midRangeAttempts == 17)
    #expect(tally.threeAttempts == 74)
    #expect(tally.paintMakes + tally.midRangeMakes + tally.threeMakes == 78)
    #expect(tally.assistedMakes == 47)
    #expect(tally.knowsAssists)
  }
}
