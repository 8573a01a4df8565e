import Foundation
import FoundationNetworking
import Providers
import TestKit
import Testing
import Warehouse

@Suite("What a user gets wrong", .serialized, .timeLimit(.minutes(5)))
struct BadInputTests {
  @Test(
    "arguments that cannot work end with exit code 2 and a message",
    arguments: [
      (["backfill", "--local"], "Say which dates"),
      (["backfill", "--season", "2023-25"], "2023-25"),
      (["backfill", "--dates", "2024-02-30"], "2024-02-30"),
      (["backfill", "--start", "2024-03-01", "--end", "2024-02-01"], "after"),
      (["backfill", "--all", "--from", "phase5", "--through", "phase2"], "comes after"),
      (["backfill", "--all", "--no-gates", " "], "reason"),
      (["backfill", "--all", "--plan", "x"], "--plan"),
      (["backfill", "--plan", "/nowhere/plan.json", "--local"], "no plan"),
      (["explain", "2024-01-15"], "table"),
    ])
  func usage(arguments: [String], words: String) async throws {
    let folder = try TemporaryFolder()
    let answer = try await Built.run("backcourt", arguments + ["--data", folder.file("data")])
    #expect(answer.code == 2, "\(arguments): \(answer.code) \(answer.error)")
    #expect(answer.error.contains(words), "\(answer.error)")
  }

  @Test("a warehouse that is not there, or not a warehouse, is named with what to do")
  func noWarehouse() async throws {
    let folder = try TemporaryFolder()
    let absent = try await Built.run("backcourt", ["status", "--data", folder.file("data")])
    #expect(absent.code == 1)
    #expect(absent.error.contains("nothing was replayed into it yet"))

    try Data("not a database at all, but long enough to look like one to the engine".utf8)
      .write(to: URL(fileURLWithPath: folder.file("warehouse.sqlite")))
    let wrong = try await Built.run("backcourt", ["status", "--data", folder.path])
    #expect(wrong.code == 1)
    #expect(wrong.error.contains("not a warehouse"), "\(wrong.error)")
  }

  @Test("no coordinator, no source, no archive: a clear message each")
  func nothingThere() async throws {
    let folder = try TemporaryFolder()
    let data = folder.file("data")
    let none = try await Built.run("backcourt", ["backfill", "--all", "--data", data])
    #expect(none.code == 1 && none.error.contains("--local"), "\(none.error)")
    let source = try await Built.run("backcourt", ["backfill", "--all", "--local", "--data", data])
    #expect(source.code == 2 && source.error.contains("--source archive:DIR"), "\(source.error)")
    let archive = try await Built.run(
      "backcourt", ["backfill", "--all", "--local", "--source", "archive:/nowhere", "--data", data])
    #expect(archive.code == 1 && archive.error.contains("/nowhere"), "\(archive.error)")
    let season = try await Built.run(
      "backcourt",
      [
        "backfill", "--season", "1999-00", "--local", "--source", "archive:\(try Archives.small.get().path)", "--data",
        data,
      ])
    #expect(season.code == 3, "\(season.output)\(season.error)")
  }

  @Test("a port in use is said, and nothing stays behind")
  func portInUse() async throws {
    let folder = try TemporaryFolder()
    let stack = try await RunningStack(archive: try Archives.small.get().path)
    struct Address: Decodable { var url: String }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: stack.data + "/coordinator.json"))
    let port = try #require(URL(string: try JSONDecoder().decode(Address.self, from: bytes).url)?.port)
    let second = try await Built.run(
      "backcourt",
      [
        "up", "--data", folder.file("data"), "--source", stack.source, "--port", "\(port)",
        "--documents-port", "0",
      ])
    #expect(second.code == 1)
    #expect(second.error.contains("\(port)"), "\(second.error)")
    try await stack.stop()
  }

  @Test("R10: a truncated file of the archive fails the dates it touches, and nothing half-written is kept")
  func truncated() async throws {
    let folder = try TemporaryFolder()
    let from = try Archives.small.get().path
    for file in try FileManager.default.contentsOfDirectory(atPath: from) {
      try FileManager.default.copyItem(atPath: "\(from)/\(file)", toPath: folder.file(file))
    }
    let box = folder.file("player_box_2011-12.csv.gz")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: box))
    try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: box))
    let run = try await Built.run(
      "backcourt",
      ["backfill", "--local", "--all", "--source", "archive:\(folder.path)", "--data", folder.file("data")])
    #expect(run.code == 1)
    #expect(run.output.contains("player_box_2011-12"), "\(run.output)\(run.error)")
  }

  @Test(
    "a full disk ends the run with a message; with room again the same command completes it",
    .enabled(if: SmallDisk.isPossible, "mounting a small file system needs root"))
  func fullDisk() async throws {
    let disk = try SmallDisk(megabytes: 6)
    let arguments = [
      "backfill", "--local", "--all", "--source", "archive:\(try Archives.small.get().path)", "--data",
      disk.path + "/data",
    ]
    let full = try await Built.run("backcourt", arguments)
    #expect(full.code == 1)
    #expect((full.output + full.error).contains("no space is left"), "\(full.output)\(full.error)")
    try disk.grow(toMegabytes: 200)
    let again = try await Built.run("backcourt", arguments)
    #expect(again.code == 0, "\(again.output)\(again.error)")
    #expect(again.output.contains("+ 0 failed"))
  }

  @Test(
    "a warehouse on a full disk that nobody has open is said to want space, and is whole with room again",
    .enabled(if: SmallDisk.isPossible, "mounting a small file system needs root"))
  func fullAtFirstUse() async throws {
    let disk = try SmallDisk(megabytes: 4)
    let path = disk.path + "/warehouse.sqlite"
    try SQLiteWarehouse(path: path).close()
    try disk.fill()
    func write() async throws {
      let warehouse = try SQLiteWarehouse(path: path, access: .existing)
      _ = try await warehouse.write { try $0.execute("UPDATE ledger_clock SET change = change + 1", []) }
      try warehouse.close()
    }
    await #expect(throws: WarehouseError.diskFull(path: path)) { try await write() }
    try disk.empty()
    try await write()
  }

  @Test(
    "a disk that is full when a run opens ends no process: they say that they cannot work, and with room again they do",
    .enabled(if: SmallDisk.isPossible, "mounting a small file system needs root"))
  func fullAtOpening() async throws {
    let disk = try SmallDisk(megabytes: 60)
    let archive = try Archives.small.get().path
    let stack = try await RunningStack(archive: archive, data: disk.path + "/data")
    struct Address: Decodable { var url: String }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: stack.data + "/coordinator.json"))
    let readyz = try #require(URL(string: try JSONDecoder().decode(Address.self, from: bytes).url + "/readyz"))
    @Sendable func readiness() async throws -> (code: Int?, said: String) {
      let (body, answer) = try await URLSession.shared.data(from: readyz)
      return ((answer as? HTTPURLResponse)?.statusCode, String(decoding: body, as: UTF8.self))
    }
    @Sendable func backfill() async throws -> (code: Int32, said: String) {
      let answer = try await Built.run(
        "backcourt",
        [
          "backfill", "--dates", "2011-10-25,2011-10-26", "--data", stack.data, "--despite", "to see what it does",
        ])
      return (answer.code, answer.output + answer.error)
    }
    #expect(try await readiness().code == 200)
    try disk.fill()
    // One begins anew on the full disk; the others are up.
    let old = try stack.processID(of: "phase1-scrape")
    kill(old, SIGKILL)
    try await eventually("phase 1 is started again", within: .seconds(20)) {
      // Between its two processes there is none.
      (try? stack.processID(of: "phase1-scrape")).map { $0 != old } ?? false
    }
    let before = try RunningStack.services.map { try stack.processID(of: $0) }
    let full = try await backfill()
    #expect(full.code == 1 && full.said.contains("no space is left"), "\(full)")
    let (code, said) = try await readiness()
    #expect(code == 503 && said.contains("no space is left") && said.contains("free some"), "\(said)")
    // A request that comes by the bus alone meets the phases themselves.
    let event = stack.folder.file("event")
    try Data("{\"date\":\"2011-10-27\"}\n".utf8).write(to: URL(fileURLWithPath: event))
    try JunkFloodTests.produce(event, to: "backcourt.backfill.date", on: stack.bootstrapServers)
    try await Task.sleep(for: .seconds(3))  // nothing tells that nothing happens
    #expect(try RunningStack.services.map { try stack.processID(of: $0) } == before, "a process ended")

    try disk.empty()
    let room = try await backfill()
    #expect(room.code == 0 && room.said.contains("+ 0 failed"), "\(room)")
    #expect(try await readiness().code == 200)
    #expect(try RunningStack.services.map { try stack.processID(of: $0) } == before, "a process ended")
    let warehouse = try SQLiteWarehouse(path: stack.data + "/warehouse.sqlite", access: .existing)
    try await eventually("the date that came by the bus is done", within: .seconds(60)) {
      try await warehouse.number("SELECT count(*) FROM game_results WHERE game_date = '2011-10-27'") ?? 0 > 0
    }
    try await stack.stop()
  }
}
