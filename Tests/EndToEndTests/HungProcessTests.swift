import Foundation
import TestKit
import Testing
import Warehouse

@Suite("A process that hangs", .serialized, .timeLimit(.minutes(5)))
struct HungProcessTests {
  @Test(
    "stopped for longer than its lease, it finds its work done by another one: its commit is refused, the run is complete"
  )
  func stopped() async throws {
    let archive = try Archives.small.get().path
    let folder = try TemporaryFolder()
    let stack = try await RunningStack(
      archive: archive, environment: ["BACKCOURT_LEASE_SECONDS": "5", "BACKCOURT_SLOWED": "phase4:500"])
    let (out, err) = (folder.file("second.out"), folder.file("second.err"))
    for file in [out, err] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
    let second = try Built.start(
      "phase4-precompute", [],
      environment: [
        "BACKCOURT_DATA_DIR": stack.data, "KAFKA_BOOTSTRAP_SERVERS": stack.bootstrapServers,
        "BACKCOURT_BROKER": "embedded", "BACKCOURT_LEASE_SECONDS": "5",
      ], out: out, err: err)
    defer { second.terminate() }
    let hung = try stack.processID(of: "phase4-precompute")
    #expect(hung != second.processIdentifier)
    defer { kill(hung, SIGCONT) }
    async let run = Built.run("backcourt", ["backfill", "--all", "--data", stack.data])

    let warehouse = try SQLiteWarehouse(path: stack.data + "/warehouse.sqlite", access: .existing)
    let held = "FROM output_grid WHERE state = 'running' AND lease_owner LIKE '%/\(hung)/%'"
    try await eventually("it is stopped while it computes", within: .seconds(90)) {
      guard try await warehouse.number("SELECT count(*) \(held)") ?? 0 > 0 else { return false }
      kill(hung, SIGSTOP)
      // Stopped in the middle of a commit it would hold the store's only lock, or be done already: then once more.
      if !isWriting(stack.data), try await warehouse.number("SELECT count(*) \(held)") ?? 0 > 0 { return true }
      kill(hung, SIGCONT)
      return false
    }
    let (table, date, token) = try #require(
      try await warehouse.read { reader in
        try reader.first("SELECT table_name, game_date, fencing_token \(held)") {
          ($0.text(0) ?? "", $0.text(1) ?? "", $0.int(2) ?? 0)
        }
      })
    let cell = "FROM output_grid WHERE table_name = '\(table)' AND game_date = '\(date)'"
    try await eventually("the other one takes the cell when the lease is over, and settles it", within: .seconds(60)) {
      try await warehouse.number("SELECT fencing_token \(cell) AND state <> 'running'") ?? 0 > token
    }
    kill(hung, SIGCONT)
    let log = stack.data + "/logs/phase4-precompute.log"
    try await eventually("its commit is refused", within: .seconds(60)) {
      String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
        .contains("lease lost; nothing was written")
    }
    let ended = try await run
    #expect(ended.code == 0, "\(ended.output)\(ended.error)")
    let attempts = "SELECT count(*) FROM run_history WHERE table_name = '\(table)' AND game_date = '\(date)'"
    #expect(try await warehouse.number("\(attempts) AND owner LIKE '%/\(second.processIdentifier)/%'") ?? 0 > 0)
    #expect(try await Built.digest(stack.data) == Archives.digestOfSmall.value)
    try await stack.stop()
  }

  /// Whether another process holds the store's lock for writing.
  private func isWriting(_ data: String) -> Bool {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    shell.arguments = [data + "/warehouse.sqlite", "BEGIN IMMEDIATE; ROLLBACK;"]
    shell.standardError = FileHandle.nullDevice
    do {
      try shell.run()
    } catch {
      return true
    }
    shell.waitUntilExit()
    return shell.terminationStatus != 0
  }
}
