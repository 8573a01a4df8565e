import Contracts
import Foundation
import League
import Ledger
import TestKit
import Testing
import Warehouse

@Suite("Several writers on one warehouse")
struct ConcurrencyTests {
  @Test("R40: eight writers with connections of their own lose no transaction and lock none out")
  func counters() async throws {
    let folder = try TemporaryFolder()
    let first = try folder.store()
    try await first.write { writer in
      try writer.execute("CREATE TABLE counter (id INTEGER PRIMARY KEY, total INTEGER NOT NULL)", [])
      try writer.execute("INSERT INTO counter VALUES (1, 0)", [])
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let warehouse = try folder.store()
          for _ in 0..<200 {
            try await warehouse.write { writer in
              let total = try writer.first("SELECT total FROM counter WHERE id = 1") { $0.int(0) } ?? -1
              try writer.execute("UPDATE counter SET total = ? WHERE id = 1", [.integer(Int64(total + 1))])
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await first.number("SELECT total FROM counter") == 1600)
  }

  @Test("a reader sees one state, however often others write meanwhile")
  func oneState() async throws {
    let folder = try TemporaryFolder()
    let writer = try folder.store()
    try await writer.write { writer in
      try writer.execute("CREATE TABLE pair (id INTEGER PRIMARY KEY, value INTEGER NOT NULL)", [])
      try writer.execute("INSERT INTO pair VALUES (1, 0), (2, 0)", [])
    }
    let isOver = Locked(false)
    try await withThrowingTaskGroup(of: Int.self) { group in
      group.addTask {
        defer { isOver.update { $0 = true } }
        for value in 1...300 {
          try await writer.write { writer in
            try writer.execute("UPDATE pair SET value = ? WHERE id = 1", [.integer(Int64(value))])
            try writer.execute("UPDATE pair SET value = ? WHERE id = 2", [.integer(Int64(value))])
          }
        }
        return 0
      }
      group.addTask {
        let reader = try folder.store()
        var seen: Set<Int> = []
        while !isOver.value {
          let pair = try await reader.read { reader in
            let first = try reader.first("SELECT value FROM pair WHERE id = 1") { $0.int(0) }
            // Whatever is committed between these two reads belongs to another state.
            let second = try reader.first("SELECT value FROM pair WHERE id = 2") { $0.int(0) }
            return (first, second)
          }
          #expect(pair.0 == pair.1)
          seen.insert(pair.0 ?? -1)
        }
        return seen.count
      }
      let states = try await group.reduce(0, +)
      #expect(states > 1, "the reader never ran beside the writer")
    }
  }

  @Test("a reader does not wait for a writer that is in the middle of a transaction")
  func readBesideWriter() async throws {
    let folder = try TemporaryFolder()
    let (writing, reading) = (try folder.store(), try folder.store())
    try await writing.put([.done("games", day("2024-01-15"), rows: 1)])
    let isWritten = DispatchSemaphore(value: 0)
    let mayCommit = DispatchSemaphore(value: 0)
    async let written: Void = writing.write { writer in
      try writer.execute("UPDATE output_grid SET rows = 99", [])
      isWritten.signal()
      mayCommit.wait()
    }
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        isWritten.wait()
        continuation.resume()
      }
    }
    #expect(try await reading.cell("games", day("2024-01-15"))?.rows == 1)
    mayCommit.signal()
    try await written
    #expect(try await reading.cell("games", day("2024-01-15"))?.rows == 99)
  }
}
