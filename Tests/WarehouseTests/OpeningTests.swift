import Contracts
import Foundation
import GRDB
import League
import Ledger
import TestKit
import Testing
import Warehouse

@Suite("Opening a warehouse")
struct OpeningTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func sqlite(_ name: String, _ sql: String...) throws {
    let queue = try DatabaseQueue(path: folder.file(name))
    for statement in sql {
      try queue.writeWithoutTransaction { try $0.execute(sql: statement) }
    }
    try queue.close()
  }

  private func refusal(_ path: String, access: SQLiteWarehouse.Access = .readWrite) -> WarehouseError? {
    do {
      _ = try SQLiteWarehouse(path: path, access: access)
      return nil
    } catch {
      return error as? WarehouseError
    }
  }

  @Test("R45: folders on the way are made, and what is written is there when it is opened again")
  func again() async throws {
    let path = folder.file("deep/er/warehouse.sqlite")
    let first = try SQLiteWarehouse(path: path)
    try await first.put([.done("games", day("2024-01-15"), digest: "d")])
    try first.close()
    let second = try SQLiteWarehouse(path: path, access: .existing)
    #expect(try await second.cell("games", day("2024-01-15"))?.outputDigest == "d")
  }

  @Test("a file of a newer version is refused with both versions, and left as it is")
  func newer() throws {
    let path = folder.file("warehouse.sqlite")
    try SQLiteWarehouse(path: path).close()
    try sqlite("warehouse.sqlite", "PRAGMA user_version = 99")
    #expect(refusal(path) == .newerFormat(path: path, found: 99, supported: 4))
    #expect(refusal(path)?.description.contains("update Backcourt") == true)
  }

  @Test("a file of the format before is brought to this one, and long reasons of dead letters are cut for their index")
  func older() async throws {
    let path = folder.file("warehouse.sqlite")
    try SQLiteWarehouse(path: path).close()
    try sqlite(
      "warehouse.sqlite",
      """
      DROP INDEX dead_letters_reason;
      INSERT INTO dead_letters VALUES
        ('a', 't', 0, 0, NULL, NULL, NULL, printf('%.2000c', 'r'), 's', 's', 0, NULL, '[]', '', 0, 1, 'open', NULL, NULL, NULL);
      PRAGMA user_version = 3
      """)
    let warehouse = try SQLiteWarehouse(path: path, access: .existing)
    #expect(try await warehouse.number("SELECT length(reason) FROM dead_letters") == 500)
    let steps = try await warehouse.plan(
      of: "SELECT reason, count(*) FROM dead_letters WHERE state = 'open' GROUP BY reason")
    #expect(steps.allSatisfy { $0.contains("USING COVERING INDEX dead_letters_reason") }, "\(steps)")
  }

  @Test("who only asks opens the file while another holds the pen", .timeLimit(.minutes(1)))
  func besideWriter() async throws {
    let path = folder.file("warehouse.sqlite")
    let first = try SQLiteWarehouse(path: path)
    let opened = try await first.write { _ in
      // The writer holds the file until the other has opened it: where opening waits for writers, neither gets on.
      _ = try SQLiteWarehouse(path: path, access: .existing)
      return true
    }
    #expect(opened)
  }

  @Test("a database of another program is refused")
  func foreign() throws {
    try sqlite("notes.sqlite", "CREATE TABLE notes (text TEXT)")
    let path = folder.file("notes.sqlite")
    #expect(refusal(path) == .cannotOpen(path: path, reason: "it is a database of another program"))
  }

  @Test("an empty database with a version that no warehouse has is refused")
  func negativeVersion() throws {
    try sqlite("odd.sqlite", "PRAGMA user_version = -3")
    let path = folder.file("odd.sqlite")
    #expect(refusal(path) == .cannotOpen(path: path, reason: "it is a database of another program"))
  }

  @Test("a file that is no database is refused, and its bytes are left alone")
  func noDatabase() throws {
    let path = folder.file("letter.txt")
    let letter = Data(repeating: 0x41, count: 5000)
    try letter.write(to: URL(fileURLWithPath: path))
    guard case .cannotOpen(path, let reason)? = refusal(path) else {
      Issue.record("\(String(describing: refusal(path)))")
      return
    }
    #expect(reason.contains("not a warehouse"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == letter)
  }

  @Test("R68: who wants an existing warehouse is told when there is none, and none is made")
  func missing() {
    let path = folder.file("none/warehouse.sqlite")
    guard case .cannotOpen(path, let reason)? = refusal(path, access: .existing) else {
      Issue.record("\(String(describing: refusal(path, access: .existing)))")
      return
    }
    #expect(reason.contains("no such file"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("none")))
  }

  @Test("a folder in the file's place is refused")
  func folderInPlace() throws {
    guard case .cannotOpen(folder.path, _)? = refusal(folder.path) else {
      Issue.record("\(String(describing: refusal(folder.path)))")
      return
    }
  }

  @Test("a file in the folder's place is refused")
  func fileInPlaceOfFolder() throws {
    try Data().write(to: folder.url.appendingPathComponent("var"))
    let path = folder.file("var/warehouse.sqlite")
    #expect(refusal(path) == .cannotOpen(path: path, reason: "its folder cannot be made"))
  }

  @Test(
    "without permission to write, the refusal names the file", .disabled(if: geteuid() == 0, "root may write anywhere"))
  func noPermission() throws {
    let path = folder.file("warehouse.sqlite")
    try SQLiteWarehouse(path: path).close()
    try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
    #expect(refusal(path)?.description.contains(path) == true)
  }

  @Test("a store that may only be read says so when it is written")
  func queryOnly() async throws {
    let warehouse = try folder.warehouse()
    await #expect(throws: WarehouseError.readOnly(path: warehouse.location)) {
      try await warehouse.write { writer in
        try writer.select("PRAGMA query_only = 1", []) { _ in }
        try writer.execute("UPDATE ledger_clock SET change = 1", [])
      }
    }
    #expect(!WarehouseError.readOnly(path: "").isRetryable)
  }

  @Test("many may open a file that is not there yet, all at once")
  func openedAtOnce() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for opener in 0..<8 {
        group.addTask { [folder] in
          let warehouse = try folder.warehouse()
          try await warehouse.put([.done("games", day("2024-01-01").adding(days: opener))])
        }
      }
      try await group.waitForAll()
    }
    #expect(try await folder.warehouse().number("SELECT count(*) FROM output_grid") == 8)
  }
}
