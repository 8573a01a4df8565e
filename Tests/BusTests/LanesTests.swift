import Testing

@testable import Bus

@Suite struct LanesTests {
  private func drained(_ lanes: inout Lanes<String>, _ count: Int) -> [String] {
    (0..<count).compactMap { _ in lanes.popFirst() }
  }

  @Test("live goes first, and one in four is backfill while backfill waits")
  func floor() {
    var lanes = Lanes<String>(backfillEvery: 4)
    for number in 1...3 { lanes.append("b\(number)", to: .backfill) }
    for number in 1...8 { lanes.append("l\(number)", to: .live) }
    #expect(drained(&lanes, 12) == ["l1", "l2", "l3", "b1", "l4", "l5", "l6", "b2", "l7", "l8", "b3"])
    #expect(lanes.isEmpty)
  }

  @Test("live that was taken while no backfill waited does not count against later live")
  func countsOnlyWhileWaiting() {
    var lanes = Lanes<String>(backfillEvery: 4)
    for number in 1...6 { lanes.append("l\(number)", to: .live) }
    #expect(drained(&lanes, 3) == ["l1", "l2", "l3"])
    lanes.append("b1", to: .backfill)
    #expect(drained(&lanes, 4) == ["l4", "l5", "l6", "b1"])
  }

  @Test("live that arrives while backfill waits is taken next")
  func liveOvertakes() {
    var lanes = Lanes<String>(backfillEvery: 4)
    for number in 1...100 { lanes.append("b\(number)", to: .backfill) }
    #expect(lanes.popFirst() == "b1")
    lanes.append("l1", to: .live)
    #expect(lanes.popFirst() == "l1")
  }

  @Test("property: each lane keeps its order, nothing is lost, neither lane starves", arguments: 0..<100)
  func property(seed: Int) {
    var random = SeededRandom(seed: seed)
    let every = Int.random(in: 1...6, using: &random)
    var lanes = Lanes<(Lane, Int)>(backfillEvery: every)
    var appended: [Lane: Int] = [.live: 0, .backfill: 0]
    var taken: [Lane: [Int]] = [.live: [], .backfill: []]
    var liveWhileBackfillWaits = 0
    var backfillWhileLiveWaits = 0
    for _ in 0..<400 {
      if Int.random(in: 0..<5, using: &random) < 3 {
        let lane = Lane.allCases.randomElement(using: &random) ?? .live
        lanes.append((lane, appended[lane, default: 0]), to: lane)
        appended[lane, default: 0] += 1
        continue
      }
      let backfillWaits = lanes.count(in: .backfill) > 0
      let liveWaits = lanes.count(in: .live) > 0
      guard let (lane, number) = lanes.popFirst() else {
        #expect(!backfillWaits && !liveWaits)
        continue
      }
      taken[lane]?.append(number)
      liveWhileBackfillWaits = lane == .live && backfillWaits ? liveWhileBackfillWaits + 1 : 0
      backfillWhileLiveWaits = lane == .backfill && liveWaits ? backfillWhileLiveWaits + 1 : 0
      #expect(liveWhileBackfillWaits < every)
      #expect(backfillWhileLiveWaits <= 1 || every == 1)
    }
    while let (lane, number) = lanes.popFirst() { taken[lane]?.append(number) }
    for lane in Lane.allCases { #expect(taken[lane] == Array(0..<appended[lane, default: 0])) }
  }
}
