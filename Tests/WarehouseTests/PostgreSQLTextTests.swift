import TestKit
import Testing

@testable import Warehouse

@Suite("What is said to PostgreSQL")
struct PostgreSQLTextTests {
  @Test(
    "places become numbered ones, those in quoted text stay",
    arguments: [
      ("a = ? AND b = ?", "a = $1 AND b = $2"), ("(a = ?1 OR ?1 IS NULL) LIMIT ?2", "(a = $1 OR $1 IS NULL) LIMIT $2"),
      ("a = '?' AND b = ?", "a = '?' AND b = $1"), ("a = 'it''s ?' || ?", "a = 'it''s ?' || $1"), ("x", "x"),
      ("?2 ? ?", "$2 $3 $4"), ("?12", "$12"), ("", ""),
    ])
  func places(sql: String, translated: String) {
    #expect(PostgreSQLStatement.translated(sql) == translated)
  }

  @Test(
    "every text comes back, those with U+0000 and with the mark that stands for it too",
    arguments: [
      "", "plain", "\0", "a\0b\0", "\u{10FFFF}", "\u{10FFFF}0", "\0\u{10FFFF}m\0", "🏀\u{10FFFE}", "m0", "\u{10FFFF}\0",
    ])
  func text(text: String) {
    var bytes: [UInt8] = []
    PostgreSQLText.append(text, to: &bytes)
    #expect(!bytes.contains(0))
    #expect(bytes.withUnsafeBufferPointer { PostgreSQLText.text($0) } == text)
  }

  @Test("an address is shown without its password and options, and what libpq says of it neither")
  func location() throws {
    let address = try PostgreSQLAddress("postgresql://me:hunter2%21@db.example:6432/nba?sslmode=disable")
    #expect(address.location == "postgresql://me@db.example:6432/nba")
    #expect(address.said("no: hunter2!\nreally, hunter2! is wrong") == "no: *** really, *** is wrong")
    #expect(try PostgreSQLAddress("postgresql:///nba?host=/tmp/x").location == "postgresql:///tmp/x/nba")
  }

  @Test("an address that cannot be read is refused without being repeated")
  func badAddress() {
    #expect {
      try PostgreSQLWarehouse(url: "postgresql://me:marker-secret@[::1/x")
    } throws: { error in
      guard case WarehouseError.refused(_, let reason) = error else { return false }
      return reason.contains("PGPASSWORD") && !"\(error)".contains("marker")
    }
  }

  @Test("a server that is not there is named, in a moment, and may be tried again")
  func nobodyThere() throws {
    do {
      _ = try PostgreSQLWarehouse(url: "postgresql://me:marker-secret@127.0.0.1:1/x")
      Issue.record("somebody answers on port 1")
    } catch let error as WarehouseError {
      guard case .unreachable("postgresql://me@127.0.0.1:1/x", let reason) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(reason.contains("refused"))
      #expect(error.isRetryable && !"\(error)".contains("marker"))
    }
  }

  @Test("a setting names a file or a server, and anything else is refused")
  func addresses() {
    #expect(WarehouseAddress(nil, dataDirectory: "d") == .file("d/warehouse.sqlite"))
    #expect(WarehouseAddress("", dataDirectory: "d") == .file("d/warehouse.sqlite"))
    #expect(WarehouseAddress("sqlite:/x/y", dataDirectory: "d") == .file("/x/y"))
    #expect(WarehouseAddress("postgres://h/d", dataDirectory: "d") == .server("postgres://h/d"))
    #expect(WarehouseAddress("mysql://h/d", dataDirectory: "d") == nil)
    for address: WarehouseAddress in [.file("/x"), .server("postgresql://h/d")] {
      #expect(WarehouseAddress(address.setting, dataDirectory: "d") == address)
    }
  }
}
