import Foundation
import TestKit
import Testing
import Warehouse

@testable import ProviderSim

@Suite("Chaos among processes", .serialized, .timeLimit(.minutes(120)))
struct ChaosProcessTests {
  /// Replays of real processes; none unless `CHAOS_PROCESSES` asks for them, since `KilledProcessTests` kills each of them once.
  static let count = ProcessInfo.processInfo.environment["CHAOS_PROCESSES"].flatMap { Int($0) } ?? 0

  private static let seeds: [UInt64] = {
    if let seed = ProcessInfo.processInfo.environment["SEED"].flatMap({ UInt64($0) }) { return [seed] }
    let first = UInt64(Date().timeIntervalSince1970) % 1_000_000 * 1000
    return (0..<UInt64(count)).map { first + $0 }
  }()

  @Test(
    "processes killed, stopped past their leases, the broker's host among them, a store held by others, a disk full: every replay ends equal",
    .enabled(if: count > 0))
  func replays() async throws {
    let archive = try TemporaryFolder()
    try SimulatedLeague(seed: 5, seasons: 1, teams: 8, gamesPerTeam: 11).write(to: archive.path)
    let expected = try await Built.undisturbedDigest(of: archive.path)
    var equal = 0
    for seed in Self.seeds {
      let replay = ProcessReplay(archive: archive.path, seed: seed)
      let (ground, blows, requests) = try await replay.run()
      let isEqual = try await Built.digest(ground.data) == expected
      let warehouse = try SQLiteWarehouse(path: ground.data + "/warehouse.sqlite", access: .existing)
      let open = try await warehouse.number(
        "SELECT count(*) FROM output_grid WHERE state NOT IN ('complete', 'degraded', 'empty_ok', 'skipped')")
      let gaps = try await Built.run("backcourt", ["gaps", "--data", ground.data])
      #expect(isEqual, "seed \(seed)")
      #expect(open == 0 && gaps.code == 0, "seed \(seed): \(gaps.output)")
      equal += isEqual ? 1 : 0
      print(
        "chaos among processes: seed \(seed): \(isEqual ? "equal" : "DIFFERENT"), \(open ?? -1) cells open; "
          + "\(blows.joined(separator: ", ")); \(requests) requests")
    }
    print("chaos among processes: \(equal) of \(Self.seeds.count) replays digest-equal")
    #expect(equal == Self.seeds.count)
  }
}

/// Where a replay has its data: a file system of its own where one can be mounted, since such a one can be full.
struct Ground: Sendable {
  let disk: SmallDisk?
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    disk = SmallDisk.isPossible ? try SmallDisk(megabytes: 120) : nil
  }

  /// The data folder.
  var data: String { (disk?.path ?? folder.path) + "/data" }
}

/// A backfill by a stack of processes to which seeded things happen.
struct ProcessReplay {
  let archive: String
  let seed: UInt64

  /// - Returns: where the data is, what was done, and how often the backfill was asked for.
  func run() async throws -> (ground: Ground, blows: [String], requests: Int) {
    var random = SeededRandom(seed: seed)
    let ground = try Ground()
    var stack = try await start(ground)
    var (blows, requests) = ([String](), 1)
    var asking = Task { [path = ground.data] in
      try await Built.run("backcourt", ["backfill", "--all", "--data", path])
    }
    for _ in 0..<Int.random(in: 3...6, using: &random) {
      try await Task.sleep(for: .milliseconds(Int.random(in: 150...900, using: &random)))
      let service = RunningStack.services.randomElement(using: &random) ?? "coordinator"
      switch Int.random(in: 0..<12, using: &random) {
      case 0..<5:
        blows.append("killed \(service)")
        if let id = try? stack.processID(of: service) { kill(id, SIGKILL) }
      case 5..<7:
        blows.append("stopped \(service)")
        if let id = try? stack.processID(of: service) {
          kill(id, SIGSTOP)
          try await Task.sleep(for: .seconds(6))
          kill(id, SIGCONT)
        }
      case 7..<9:
        blows.append("held the store")
        try await holdStore(ground.data)
      case 9:
        blows.append("stopped the broker's host")
        try await stack.suspendHost(for: .seconds(3))
      case 10:
        guard let disk = ground.disk else { continue }
        blows.append("filled the disk")
        try disk.fill()
        try await Task.sleep(for: .seconds(2))
        try disk.empty()
      default:
        blows.append("killed the broker's host")
        try await stack.killHost()
        stack = try await start(ground)
      }
    }
    for _ in 0..<12 {
      if case .success(let answer) = await asking.result, answer.code == 0 { break }
      requests += 1
      if !stack.isRunning { stack = try await start(ground) }
      asking = Task { [path = ground.data] in
        // Who followed a run loses sight of it with the coordinator; the next one may still be coming up.
        try await Task.sleep(for: .milliseconds(500))
        return try await Built.run("backcourt", ["backfill", "--all", "--data", path])
      }
    }
    let last = try await asking.value
    guard last.code == 0 else { throw RunningStack.StackDied(said: "seed \(seed): \(last.output)\(last.error)") }
    try await stack.stop()
    return (ground, blows, requests)
  }

  private func start(_ ground: Ground) async throws -> RunningStack {
    try await RunningStack(archive: archive, data: ground.data, environment: ["BACKCOURT_LEASE_SECONDS": "5"])
  }

  /// Keeps all others from writing for two seconds.
  private func holdStore(_ data: String) async throws {
    let holder = Process()
    holder.executableURL = URL(fileURLWithPath: "/bin/sh")
    holder.arguments = [
      "-c", "(echo 'BEGIN IMMEDIATE;'; sleep 2; echo 'ROLLBACK;') | sqlite3 \(data)/warehouse.sqlite",
    ]
    holder.standardError = FileHandle.nullDevice
    try holder.run()
    while holder.isRunning { try await Task.sleep(for: .milliseconds(20)) }
  }
}
