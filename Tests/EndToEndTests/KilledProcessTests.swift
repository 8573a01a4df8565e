import Foundation
import TestKit
import Testing
import Warehouse

@Suite("A process that is killed", .serialized, .timeLimit(.minutes(10)))
struct KilledProcessTests {
  @Test(
    "any one process killed in the middle of a replay: the run ends complete and equal",
    arguments: [
      "coordinator", "phase1-scrape", "phase2-raw", "phase3-analytics", "phase4-precompute", "phase5-predict",
      "phase5-grade", "phase6-publish",
    ])
  func killed(service: String) async throws {
    let stack = try await RunningStack(archive: try Archives.small.get().path)
    async let run = Built.run("backcourt", ["backfill", "--all", "--data", stack.data])
    let warehouse = try SQLiteWarehouse(path: stack.data + "/warehouse.sqlite", access: .existing)
    try await eventually("some dates are through", within: .seconds(60)) {
      try await warehouse.read { reader in
        try reader.first("SELECT count(*) FROM output_grid WHERE phase = 'phase3' AND state = 'complete'") { $0.int(0) }
          ?? 0
      } > 10
    }
    kill(try stack.processID(of: service), SIGKILL)
    let ended = try await run
    if service == "coordinator", ended.code != 0 {
      // Who follows the run loses sight of it; the run itself is taken up by the coordinator that is started again.
      let again = try await Built.run("backcourt", ["backfill", "--all", "--data", stack.data])
      #expect(again.code == 0, "\(again.output)\(again.error)")
    } else {
      #expect(ended.code == 0, "\(ended.output)\(ended.error)")
    }
    #expect(try await Built.digest(stack.data) == Archives.digestOfSmall.value)
    try await stack.stop()
  }

  @Test("the command that hosts the broker killed: the same command again completes the rest, equal")
  func hostKilled() async throws {
    let folder = try TemporaryFolder()
    let arguments = [
      "backfill", "--local", "--all", "--source", "archive:\(try Archives.small.get().path)", "--data",
      folder.file("data"),
    ]
    for file in ["out", "err"] { _ = FileManager.default.createFile(atPath: folder.file(file), contents: nil) }
    let process = try Built.start("backcourt", arguments, out: folder.file("out"), err: folder.file("err"))
    try await eventually("some dates are through", within: .seconds(60)) {
      guard FileManager.default.fileExists(atPath: folder.file("data/warehouse.sqlite")) else { return false }
      let warehouse = try SQLiteWarehouse(path: folder.file("data/warehouse.sqlite"), access: .existing)
      return try await warehouse.read { reader in
        try reader.first("SELECT count(*) FROM output_grid WHERE phase = 'phase4' AND state = 'complete'") { $0.int(0) }
          ?? 0
      } > 5
    }
    kill(process.processIdentifier, SIGKILL)
    let again = try await Built.run("backcourt", arguments)
    #expect(again.code == 0, "\(again.output)\(again.error)")
    #expect(try await Built.digest(folder.file("data")) == Archives.digestOfSmall.value)
  }
}
