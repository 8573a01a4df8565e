import Testing

@testable import Bus

@Suite struct ContiguousOffsetsTests {
  @Test("the position waits for the head and then passes everything settled behind it")
  func headHolds() {
    var offsets = ContiguousOffsets()
    let tickets = (0..<4).map { offsets.fetch($0) }
    #expect(offsets.settle(tickets[1]) == nil)
    #expect(offsets.settle(tickets[2]) == nil)
    #expect(offsets.position == nil)
    #expect(offsets.settle(tickets[0]) == 3)
    #expect(offsets.settle(tickets[3]) == 4)
    #expect(offsets.pending == 0)
  }

  @Test("gaps in the offsets neither hold the position nor are counted into it")
  func gaps() {
    var offsets = ContiguousOffsets()
    let tickets = [10, 11, 40, 900].map { offsets.fetch($0) }
    #expect(offsets.settle(tickets[0]) == 11)
    #expect(offsets.settle(tickets[2]) == nil)
    #expect(offsets.settle(tickets[1]) == 41)
    #expect(offsets.settle(tickets[3]) == 901)
  }

  @Test("settling twice does nothing, neither before nor after the position passed")
  func twice() {
    var offsets = ContiguousOffsets()
    let first = offsets.fetch(5)
    let second = offsets.fetch(6)
    #expect(offsets.settle(second) == nil)
    #expect(offsets.settle(second) == nil)
    #expect(offsets.settle(first) == 7)
    #expect(offsets.settle(first) == nil)
    #expect(offsets.position == 7)
  }

  @Test("a log that starts anew is followed, and late settlements of the old one do not count for the new")
  func rewound() {
    var offsets = ContiguousOffsets()
    let old = offsets.fetch(100)
    let new = offsets.fetch(0)
    #expect(offsets.settle(new) == nil)
    #expect(offsets.settle(old) == 1)
  }

  @Test("property: the position is one past the longest settled run, whatever the order", arguments: 0..<200)
  func property(seed: Int) {
    var random = SeededRandom(seed: seed)
    var offsets = ContiguousOffsets()
    var fetched: [(offset: Int64, ticket: ContiguousOffsets.Ticket)] = []
    var settled: Set<Int> = []
    var next: Int64 = .random(in: 0...1_000, using: &random)
    for _ in 0..<200 {
      if Bool.random(using: &random) || settled.count == fetched.count {
        fetched.append((next, offsets.fetch(next)))
        next += Int64.random(in: 1...3, using: &random)
      } else if let index = fetched.indices.randomElement(using: &random) {
        _ = offsets.settle(fetched[index].ticket)
        settled.insert(index)
      }
      let run = fetched.indices.prefix { settled.contains($0) }.count
      #expect(offsets.position == (run == 0 ? nil : fetched[run - 1].offset + 1))
      #expect(offsets.pending == fetched.count - run)
    }
  }
}
