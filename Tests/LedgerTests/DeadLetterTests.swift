import Ledger
import TestKit
import Testing
import Warehouse

@Suite("Dead letters in the ledger")
struct DeadLetterTests {
  private let folder: TemporaryFolder
  private let warehouse: any Warehouse

  init() throws {
    folder = try TemporaryFolder()
    warehouse = try folder.store()
  }

  private func letter(
    offset: Int64 = 7, reason: String = "why", since: String = "2024-03-01T00:00:00.000Z",
    headers: [DeadLetter.Header] = [.init("ce_id", "1")], body: [UInt8] = [0, 255, 10]
  ) -> DeadLetter {
    DeadLetter(
      topic: "backcourt.phase3.deadletter", partition: 4, offset: offset, originalTopic: "backcourt.backfill.date",
      originalPartition: 2, originalOffset: 9, reason: reason, deadSince: since, recordedAt: "t", redrives: 1,
      key: "2024-01-15", headers: headers, body: body)
  }

  private func record(_ letters: DeadLetter...) async throws {
    try await warehouse.write { writer in for letter in letters { try Ledger.record(letter, in: writer) } }
  }

  private func all(_ state: DeadLetter.State? = nil, on topic: String? = nil, id: String = "") async throws
    -> [DeadLetter]
  {
    try await warehouse.read { try Ledger.deadLetters(state, on: topic, id: id, limit: 100, in: $0) }
  }

  @Test(
    "a letter comes back byte for byte, is recorded once however often it arrives, and is found by how its id begins")
  func roundTrip() async throws {
    let letter = letter()
    try await record(letter, letter)
    #expect(try await all() == [letter])
    #expect(letter.isWhole && letter.state == .open && letter.id.count == 12)
    #expect(try await all(id: String(letter.id.prefix(5))) == [letter])
    #expect(try await all(id: "x").isEmpty)
    #expect(try await all(on: "backcourt.phase4.deadletter").isEmpty)
    let other = self.letter(offset: 8)
    try await record(other)
    #expect(Set(try await all().map(\.id)) == [letter.id, other.id])
  }

  @Test("what is stored of a letter is bounded, and a letter that was cut says so")
  func bounded() async throws {
    let body = letter(body: Array(repeating: 65, count: 1_000_000))
    #expect(body.body.count == DeadLetter.maxBody && body.bodyBytes == 1_000_000 && !body.isWhole)
    let headers = letter(headers: (0..<100).map { .init("h\($0)", String(repeating: "x", count: 1000)) })
    #expect(headers.headers.count == 16 && !headers.isWhole)
    let reason = letter(reason: String(repeating: "r", count: 5000))
    #expect(reason.reason.count == DeadLetter.maxReason && reason.isWhole)
    try await record(body)
    #expect(try await all() == [body])
  }

  @Test("a decision is kept with who, when and why, and stands")
  func decided() async throws {
    let letter = letter()
    try await record(letter)
    let first = try await warehouse.write {
      try Ledger.decide(letter.id, .dropped, who: "me", why: "not wanted", at: "t1", in: $0)
    }
    let second = try await warehouse.write {
      try Ledger.decide(letter.id, .replayed, who: "you", why: nil, at: "t2", in: $0)
    }
    #expect(first && !second)
    try await record(letter)
    let kept = try #require(try await all(.dropped).first)
    #expect(kept.decidedBy == "me" && kept.decidedAt == "t1" && kept.decision == "not wanted")
    #expect(try await all(.open).isEmpty)
  }

  @Test(
    "letters of one message that several services could not use are found together; another message is not among them")
  func sameMessage() async throws {
    let (first, second, other) = (letter(offset: 1), letter(offset: 2), letter(offset: 3, body: [1]))
    try await record(first, second, other)
    let same = try await warehouse.read { try Ledger.openLetters(ofSameMessageAs: second, in: $0) }
    #expect(Set(same.map(\.id)) == [first.id, second.id])
    _ = try await warehouse.write { try Ledger.decide(first.id, .dropped, who: "me", why: nil, at: "t", in: $0) }
    #expect(try await warehouse.read { try Ledger.openLetters(ofSameMessageAs: second, in: $0) } == [second])
  }

  @Test("R38: letters are counted by reason, and reasons that differ only in values are one cause")
  func causes() async throws {
    try await record(
      letter(offset: 1, reason: "'date' is '2024-02-30'; try 5", since: "2024-03-02"),
      letter(offset: 2, reason: "'date' is 'junk'; try 12", since: "2024-03-01"), letter(offset: 3, reason: "other"))
    let reasons = try await warehouse.read { try Ledger.deadLetterReasons(.open, in: $0) }
    #expect(reasons.count == 3)
    #expect(Set(reasons.map { DeadLetter.cause(of: $0.reason) }) == ["'…' is '…'; try #", "other"])
    #expect(try await all().map(\.offset) == [2, 3, 1], "the oldest first")
  }
}
