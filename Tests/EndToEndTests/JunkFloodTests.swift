import Contracts
import Foundation
import TestKit
import Testing
import Warehouse

@Suite("Junk", .serialized, .timeLimit(.minutes(30)))
struct JunkFloodTests {
  /// Messages of junk over all topics together; `CHAOS_JUNK` asks for more.
  static let count = ProcessInfo.processInfo.environment["CHAOS_JUNK"].flatMap { Int($0) } ?? 2000

  /// What nobody can use, as lines for kcat.
  private static let kinds = [
    "not json", #"{"date":"2024-02-30"}"#, #"{"date":20240115,"from":"phase3"}"#,
    #"{"date":"2012-01-01","from":"phase9"}"#,
    "[]", #"{"specversion":"0.3"}"#, "\u{1}\u{2}\u{3}", String(repeating: "x", count: 2000),
  ]

  @Test("junk on every topic is put aside with its reason, memory stays flat, and a backfill beside it is complete")
  func flood() async throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/kcat") else {
      Issue.record("kcat is not installed; `make setup` installs it")
      return
    }
    let stack = try await RunningStack(archive: try Archives.small.get().path)
    let warehouse = try SQLiteWarehouse(path: stack.data + "/warehouse.sqlite", access: .existing)
    let first = try await Built.run("backcourt", ["backfill", "--all", "--through", "phase3", "--data", stack.data])
    #expect(first.code == 0, "\(first.output)\(first.error)")
    var sizes = [try stack.residentKilobytes()]

    let each = Self.count / 2 / Topic.all.count + 1
    let junk = stack.folder.file("junk")
    let lines = (0..<each).map { Self.kinds[$0 % Self.kinds.count] }
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: junk))
    for half in 1...2 {
      let work = half == 1 ? [] : ["--from", "phase6", "--mode", "all"]
      async let rest = Built.run("backcourt", ["backfill", "--all", "--data", stack.data] + work)
      for topic in Topic.all { try Self.produce(junk, to: topic.name, on: stack.bootstrapServers) }
      let ended = try await rest
      #expect(ended.code == 0, "\(ended.output)\(ended.error)")

      // Every phase puts aside what it reads of the completions, the first phase what is no request; what was sent to
      // the dead letters themselves is recorded as it came.
      let least = half * each * (Topic.all.count - 1)
      try await eventually("all junk is recorded", within: .seconds(1200)) {
        try await Task.sleep(for: .milliseconds(200))
        return try await warehouse.number("SELECT count(*) FROM dead_letters") ?? 0 >= least
      }
      sizes.append(try stack.residentKilobytes())
    }
    let letters = try await warehouse.number("SELECT count(*) FROM dead_letters") ?? 0
    #expect(try await warehouse.number("SELECT count(*) FROM dead_letters WHERE reason = ''") == 0)
    let growth = RunningStack.services.map { service in
      "\(service) " + sizes.map { "\(($0[service] ?? 0) / 1024)" }.joined(separator: " → ") + " MB"
    }
    print("junk: \(2 * each * Topic.all.count) messages, \(letters) dead letters; \(growth.joined(separator: ", "))")
    for service in RunningStack.services {
      let (before, half, after) = (sizes[0][service] ?? 0, sizes[1][service] ?? 0, sizes[2][service] ?? 0)
      #expect(after - before < 120 * 1024, "\(service) grew: \(growth)")
      #expect(after - half < 40 * 1024, "\(service) grew with the second half as well: \(growth)")
    }
    #expect(try await Built.run("backcourt", ["coverage", "--data", stack.data]).code == 0)
    try await stack.stop()
  }

  static func produce(_ file: String, to topic: String, on servers: String) throws {
    let kcat = Process()
    kcat.executableURL = URL(fileURLWithPath: "/usr/bin/kcat")
    kcat.arguments = ["-P", "-b", servers, "-t", topic, "-l", file]
    kcat.standardError = FileHandle.nullDevice
    try kcat.run()
    kcat.waitUntilExit()
    #expect(kcat.terminationStatus == 0, "\(topic)")
  }
}

extension RunningStack {
  /// What each service holds in memory of its own now; not the pages of the warehouse's file that are mapped, up to 64 MiB
  /// a connection, which the system takes back when it wants them.
  func residentKilobytes() throws -> [String: Int] {
    var sizes: [String: Int] = [:]
    for service in Self.services {
      let status = try String(contentsOfFile: "/proc/\(try processID(of: service))/status", encoding: .utf8)
      let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") } ?? ""
      sizes[service] = line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0
    }
    return sizes
  }
}
