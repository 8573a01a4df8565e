import Bus
import Contracts
import Ledger
import Runtime
import Telemetry
import TestKit
import Testing

@Suite("Dead letters on their way back")
struct RedriveTests {
  private func died(_ message: Message, reason: String = "why") -> DeadLetter {
    let dead = EventBus.deadLetter(
      Delivery(message: message, partition: 3, offset: 12) {}, on: .deadLetter(.analytics), reason: reason, at: "t0")
    return EventBus.deadLetter(in: Delivery(message: dead, partition: 1, offset: 5) {}, recordedAt: "t1")
  }

  private let message = Message(
    topic: Topic.complete(.raw).name, key: "2024-01-15", headers: [.init("ce_id", "1"), .init("ce_id", "2")],
    body: [1, 0, 255])

  @Test(
    "R37: a letter goes back to where it died with its key, headers and bytes, one redrive older each time, and stops at the limit"
  )
  func bounded() throws {
    var message = message
    for times in 0..<EventBus.maxRedrives {
      let letter = died(message)
      #expect(letter.redrives == times)
      #expect(letter.originalTopic == message.topic && letter.originalPartition == 3 && letter.originalOffset == 12)
      #expect(letter.reason == "why" && letter.deadSince == "t0" && letter.recordedAt == "t1")
      let again = try EventBus.redrive(of: letter)
      #expect(again.topic == message.topic && again.key == message.key && again.body == message.body)
      #expect(again.headers.filter { $0.name == "ce_id" }.map(\.value) == ["1", "2"])
      #expect(again.headers.filter { $0.name == EventBus.redrivesHeader }.map(\.value) == ["\(times + 1)"])
      #expect(!again.headers.contains { $0.name == "backcourt-reason" || $0.name == "backcourt-original-topic" })
      message = again
    }
    let tired = died(message)
    #expect(throws: RedriveRefusal.tooOften(tired.id, 3)) { try EventBus.redrive(of: tired) }
    #expect(throws: Never.self) { try EventBus.redrive(of: tired, limit: 4) }
  }

  @Test("a letter that was decided, was cut, or came from no topic of ours does not go back")
  func refused() {
    var letter = died(message)
    letter.state = .dropped
    #expect(throws: RedriveRefusal.decided(letter.id, .dropped)) { try EventBus.redrive(of: letter) }
    var large = message
    large.body = Array(repeating: 1, count: DeadLetter.maxBody + 1)
    let cut = died(large)
    #expect(throws: RedriveRefusal.cut(cut.id, bytes: DeadLetter.maxBody + 1)) { try EventBus.redrive(of: cut) }
    for topic in ["elsewhere", Topic.deadLetter(.raw).name] {
      var foreign = message
      foreign.topic = topic
      let letter = died(foreign)
      #expect(throws: RedriveRefusal.noTopic(letter.id, topic)) { try EventBus.redrive(of: letter) }
    }
  }

  @Test("a letter of a request whose message was settled goes to the date events")
  func request() throws {
    let dead = try EventBus.deadLetter(
      DateRequested(runID: "r", date: day("2024-01-15")), of: .precompute, trace: .root(), reason: "why", at: "t0")
    let letter = EventBus.deadLetter(in: Delivery(message: dead, partition: 0, offset: 0) {}, recordedAt: "t1")
    let again = try EventBus.redrive(of: letter)
    #expect(again.topic == Topic.backfillDate.name)
    let event = try EventBus.event(in: Delivery(message: again, partition: 0, offset: 0) {}, receivedAt: "t2")
    #expect(event.request.from == .precompute && event.request.date == day("2024-01-15"))
  }
}
