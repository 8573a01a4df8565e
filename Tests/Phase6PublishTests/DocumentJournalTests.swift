import Foundation
import League
import Testing

@testable import Phase6Publish

@Suite("Documents that are held back")
struct DocumentJournalTests {
  /// A player's page with results through so many days before the sample date.
  func page(_ player: String, daysAgo days: Int, points: Int = 20) throws -> Document {
    let kind = PlayerProfilesDocument.kind
    return Document(
      kind, at: try kind.path(player: player), date: nil, through: sampleDate.adding(days: -days), entries: 1
    ) { json in
      json.field("player_lookup", player)
      json.field("points", points)
    }
  }

  func journal(_ root: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(root)/.journal")
  }

  @Test("of each path the newest is put in place, in whatever order they came, and the journal is empty then")
  func newest() async throws {
    try await withTemporaryFolder { root in
      let store = DocumentFolder(root)
      let (old, new, other) = (
        try page("ann", daysAgo: 9), try page("ann", daysAgo: 2), try page("bob", daysAgo: 5)
      )
      try store.hold([new, other])
      try store.hold([old])
      #expect(try store.bytes(at: new.path) == nil)
      #expect(try journal(root).count == 2)
      try store.release()
      #expect(try store.bytes(at: new.path) == new.bytes)
      #expect(try store.bytes(at: other.path) == other.bytes)
      #expect(try journal(root).isEmpty)
    }
  }

  @Test("of two of the same date the later stays: a correction")
  func corrected() async throws {
    try await withTemporaryFolder { root in
      let store = DocumentFolder(root)
      let corrected = try page("ann", daysAgo: 2, points: 21)
      try store.hold([try page("ann", daysAgo: 2)])
      try store.hold([corrected])
      try store.release()
      #expect(try store.bytes(at: corrected.path) == corrected.bytes)
    }
  }

  @Test("an older document does not take the place of a newer one that stands there")
  func forwardOnly() async throws {
    try await withTemporaryFolder { root in
      let store = DocumentFolder(root)
      let new = try page("ann", daysAgo: 2)
      try store.put(new)
      try store.hold([try page("ann", daysAgo: 9)])
      try store.release()
      #expect(try store.bytes(at: new.path) == new.bytes)
    }
  }

  @Test("what a killed process held back is put in place by the next, all but a file that it did not finish")
  func recovered() async throws {
    try await withTemporaryFolder { root in
      let (first, second) = (try page("ann", daysAgo: 9), try page("ann", daysAgo: 2))
      let killed = DocumentFolder(root)
      try killed.hold([first])
      try killed.hold([second, try page("bob", daysAgo: 1)])
      try Data("players/cem.json 100\nhalf".utf8).write(to: URL(fileURLWithPath: "\(root)/.journal/7-1000000001"))
      let next = DocumentFolder(root)
      try next.release()
      #expect(try next.bytes(at: second.path) == second.bytes)
      #expect(try next.names(in: try DocumentPath("players")) == ["ann.json", "bob.json"])
      #expect(try journal(root).isEmpty)
    }
  }

  @Test("what a process held back that was killed long after others began is put in place by one of these")
  func takenOver() async throws {
    try await withTemporaryFolder { root in
      let (killed, other) = (DocumentFolder(root), DocumentFolder(root))
      try other.release()
      let left = try page("ann", daysAgo: 2)
      try killed.hold([left])
      try other.release()
      #expect(try other.bytes(at: left.path) == left.bytes)
      #expect(try journal(root).isEmpty)
      // Alive after all, it puts in place what it has in mind, which is the same.
      try killed.release()
      #expect(try other.bytes(at: left.path) == left.bytes)
    }
  }

  @Test("a process that begins where another was killed overwrites nothing that it held back")
  func sameNumber() async throws {
    try await withTemporaryFolder { root in
      let (left, new) = (try page("ann", daysAgo: 9), try page("bob", daysAgo: 2))
      try DocumentFolder(root).hold([left])
      // Both processes have the same number, as all do in containers.
      let next = DocumentFolder(root)
      try next.hold([new])
      try next.release()
      #expect(try next.bytes(at: left.path) == left.bytes)
      #expect(try next.bytes(at: new.path) == new.bytes)
    }
  }

  @Test("when a document cannot be put in place, all are held back as before")
  func refused() async throws {
    try await withTemporaryFolder { root in
      let store = DocumentFolder(root)
      let new = try page("ann", daysAgo: 2)
      try store.hold([new])
      try Data("a file".utf8).write(to: URL(fileURLWithPath: "\(root)/players"))
      #expect(throws: DocumentError.self) { try store.release() }
      #expect(try journal(root).count == 1)
      try FileManager.default.removeItem(atPath: "\(root)/players")
      try store.release()
      #expect(try store.bytes(at: new.path) == new.bytes)
    }
  }
}
