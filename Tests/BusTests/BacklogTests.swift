import Testing

@testable import Bus

@Suite struct BacklogTests {
  private func delivery(_ key: String?, _ name: String) -> Delivery {
    Delivery(message: Message(topic: "t", key: key, body: Array(name.utf8)), partition: 0, offset: 0) {}
  }

  private func take(_ backlog: inout Backlog) -> (job: Backlog.Job, name: String)? {
    guard case .job(let job)? = backlog.take() else { return nil }
    return (job, String(decoding: job.delivery.message.body, as: UTF8.self))
  }

  @Test("a message waits for the one of its key that is at work, also when its lane is faster")
  func keyOrder() throws {
    var backlog = Backlog(readAhead: 10, backfillEvery: 4)
    backlog.accept(delivery("d", "first"), lane: .backfill, at: .zero)
    backlog.accept(delivery("d", "second"), lane: .live, at: .zero)
    let first = try #require(take(&backlog))
    #expect(first.name == "first")
    #expect(take(&backlog) == nil)
    backlog.finish(first.job)
    #expect(take(&backlog)?.name == "second")
  }

  @Test("messages without a key do not wait for each other")
  func noKey() {
    var backlog = Backlog(readAhead: 10, backfillEvery: 4)
    backlog.accept(delivery(nil, "first"), lane: .live, at: .zero)
    backlog.accept(delivery(nil, "second"), lane: .live, at: .zero)
    #expect(take(&backlog)?.name == "first")
    #expect(take(&backlog)?.name == "second")
  }

  @Test("there is room until the read-ahead is full; what runs does not count, what waits for its key does")
  func room() throws {
    var backlog = Backlog(readAhead: 2, backfillEvery: 4)
    backlog.accept(delivery("d", "1"), lane: .live, at: .zero)
    backlog.accept(delivery("d", "2"), lane: .backfill, at: .zero)
    #expect(!backlog.hasRoom)
    let first = try #require(take(&backlog))
    #expect(backlog.hasRoom)
    #expect(backlog.waiting == 1 && backlog.running == 1)
    #expect(backlog.waiting(in: .backfill) == 1)
    backlog.finish(first.job)
    #expect(backlog.waiting == 1 && backlog.running == 0 && backlog.finished == 1)
  }

  @Test("the oldest unfinished message stays the oldest until it is finished")
  func oldest() throws {
    var backlog = Backlog(readAhead: 10, backfillEvery: 4)
    backlog.accept(delivery("a", "1"), lane: .live, at: .seconds(1))
    backlog.accept(delivery("b", "2"), lane: .live, at: .seconds(2))
    let first = try #require(take(&backlog))
    let second = try #require(take(&backlog))
    backlog.finish(second.job)
    #expect(backlog.oldest == .seconds(1))
    backlog.finish(first.job)
    #expect(backlog.oldest == nil)
  }

  @Test("draining gives out nothing more")
  func draining() {
    var backlog = Backlog(readAhead: 10, backfillEvery: 4)
    backlog.accept(delivery("a", "1"), lane: .live, at: .zero)
    backlog.drain()
    guard case .end? = backlog.take() else {
      Issue.record("a draining backlog gave out work")
      return
    }
  }

  @Test("property: per key in order of arrival, one at a time, and all of them", arguments: 0..<100)
  func property(seed: Int) {
    var random = SeededRandom(seed: seed)
    var backlog = Backlog(readAhead: 20, backfillEvery: 3)
    var arrived: [String: [Int]] = [:]
    var begun: [String: [Int]] = [:]
    var running: [Backlog.Job] = []
    var number = 0
    while number < 150 || !running.isEmpty || backlog.waiting > 0 {
      let choice = Int.random(in: 0..<3, using: &random)
      if choice == 0, number < 150, backlog.hasRoom {
        number += 1
        let key = "k\(Int.random(in: 0..<5, using: &random))"
        arrived[key, default: []].append(number)
        backlog.accept(
          delivery(key, "\(number)"), lane: Bool.random(using: &random) ? .live : .backfill, at: .zero)
      } else if choice == 1, let (job, name) = take(&backlog), let key = job.delivery.message.key {
        #expect(!running.contains { $0.delivery.message.key == key })
        begun[key, default: []].append(Int(name) ?? -1)
        running.append(job)
      } else if choice == 2, let index = running.indices.randomElement(using: &random) {
        backlog.finish(running.remove(at: index))
      }
      #expect(backlog.running == running.count)
    }
    #expect(begun == arrived)
    #expect(backlog.finished == 150)
  }
}
