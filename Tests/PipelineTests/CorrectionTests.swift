import Contracts
import Foundation
import Ledger
import League
import Pipeline
import Providers
import TestKit
import Testing
import Warehouse

@Suite("Corrections", .serialized, .timeLimit(.minutes(15)))
struct CorrectionTests {
  @Test(
    "a corrected box score, replayed for its date, recomputes what it reaches and equals a full rebuild",
    arguments: [RunRequest.Strategy.cascade, .staged])
  func correctedBox(strategy: RunRequest.Strategy) async throws {
    let archive = try SmallArchive.copy()
    let driver = try await PipelineTestDriver(archive: archive.path)
    try await driver.backfill()
    let before = try await driver.grid()
    let date = try #require(Self.middleDate(before))

    try Self.correct(archive, on: date)
    let record = try await driver.run(
      RunRequest(selection: DateSelection(dates: [date]), strategy: strategy, mode: .look, kind: .replay))
    #expect(record.state == .completed)

    let after = try await driver.grid()
    let changed = after.values.filter { before[$0.key]?.outputDigest != $0.outputDigest }
    #expect(!changed.isEmpty)
    #expect(changed.allSatisfy { $0.key.date >= date })
    #expect(changed.contains { $0.key.date > date && $0.phase == .precompute })
    let recomputed = after.values.filter { $0.runID == record.runID }
    // Nothing before the date was touched, and of later dates nothing that only reads its own date's raw data.
    #expect(recomputed.allSatisfy { $0.key.date >= date || $0.key.date == $0.season.partitionDate })
    #expect(!recomputed.contains { $0.key.date > date && $0.phase <= .raw })
    #expect(!recomputed.contains { $0.key.date > date && $0.key.table == "player_game_summary" })

    let rebuilt = try await PipelineTestDriver(archive: archive.path)
    try await rebuilt.backfill()
    #expect(try await driver.digests() == rebuilt.digests())
    await driver.stop()
    await rebuilt.stop()
  }

  @Test("a correction replayed by a bare date event reaches later dates as well")
  func correctedByEvent() async throws {
    let archive = try SmallArchive.copy()
    let driver = try await PipelineTestDriver(archive: archive.path)
    try await driver.backfill()
    let date = try #require(Self.middleDate(try await driver.grid()))
    try Self.correct(archive, on: date)
    try await driver.publish("{\"date\":\"\(date)\"}")
    let rebuilt = try await PipelineTestDriver(archive: archive.path)
    try await rebuilt.backfill()
    let expected = try await rebuilt.digests()
    try await eventually("the warehouse equals a rebuild", within: .seconds(240)) {
      try await driver.digests() == expected
    }
    await driver.stop()
    await rebuilt.stop()
  }

  @Test(
    "R30: a correction reaches also the dates that read what had failed when it came, once that is settled",
    arguments: [false, true])
  func correctedBesideFailure(isRestarted: Bool) async throws {
    let archive = try SmallArchive.copy()
    let folder = try TemporaryFolder()
    var driver = try await PipelineTestDriver(archive: archive.path, folder: folder)
    try await driver.backfill()
    let grid = try await driver.grid()
    let date = try #require(Self.middleDate(grid))
    let failing = try #require(
      grid.values.filter { $0.key.table == "team_offense_game_summary" && $0.key.date > date && $0.rows > 0 }
        .min { $0.key.date < $1.key.date })
    try await driver.warehouse.write { writer in
      var cell = failing
      cell.life = CellLife(state: .failed, fencingToken: cell.life.fencingToken)
      try Ledger.put(cell, change: try Ledger.nextChange(in: writer), at: "t", in: writer)
    }

    try Self.correct(archive, on: date)
    _ = try await driver.run(RunRequest(selection: DateSelection(dates: [date]), mode: .look, kind: .replay))
    if isRestarted {
      await driver.stop()
      driver = try await PipelineTestDriver(archive: archive.path, folder: folder)
    }
    _ = try await driver.run(
      RunRequest(selection: DateSelection(dates: [failing.key.date]), mode: .failed, kind: .replay))
    let rebuilt = try await PipelineTestDriver(archive: archive.path)
    try await rebuilt.backfill()
    #expect(try await driver.digests() == rebuilt.digests())
    await driver.stop()
    await rebuilt.stop()
  }

  @Test("a season corrected on every date is made anew with each cell computed about once, and equals a rebuild")
  func correctedSeason() async throws {
    let archive = try SmallArchive.copy()
    let driver = try await PipelineTestDriver(archive: archive.path)
    try await driver.backfill()
    let newest = try await driver.warehouse.read { try $0.first("SELECT max(id) FROM run_history") { $0.int(0) } } ?? 0
    let dates = try Self.correct(archive)
    let record = try await driver.backfill { $0.mode = .look }
    #expect(record.state == .completed)

    let made = try await driver.warehouse.read { reader in
      try reader.first(
        "SELECT count(*), count(DISTINCT table_name || game_date) FROM run_history WHERE id > ?",
        [.integer(Int64(newest))]
      ) { (attempts: $0.int(0) ?? 0, cells: $0.int(1) ?? 0) }
    }
    let (attempts, cells) = try #require(made)
    #expect(cells > dates.count * 20, "\(cells) cells of \(dates.count) dates were made anew")
    #expect(Double(attempts) <= 1.2 * Double(cells), "\(attempts) computations of \(cells) cells")
    let rebuilt = try await PipelineTestDriver(archive: archive.path)
    try await rebuilt.backfill()
    #expect(try await driver.digests() == rebuilt.digests())
    await driver.stop()
    await rebuilt.stop()
  }

  @Test("replaying a date that has not changed recomputes nothing")
  func unchanged() async throws {
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path())
    try await driver.backfill()
    let date = try #require(Self.middleDate(try await driver.grid()))
    let attempts = try await driver.attempts()
    let record = try await driver.run(RunRequest(selection: DateSelection(dates: [date]), mode: .look, kind: .replay))
    #expect(record.state == .completed)
    #expect(try await driver.attempts() == attempts)
    await driver.stop()
  }

  /// A date in the middle of those with player boxes.
  private static func middleDate(_ grid: [CellKey: Cell]) -> GameDate? {
    let dates = grid.values.filter { $0.key.table == "player_game_summary" && $0.rows > 0 }.map(\.key.date).sorted()
    return dates.isEmpty ? nil : dates[dates.count / 2]
  }

  /// Gives one player of a date, or of each date that the file has, a turnover more, which changes his usage and what
  /// follows from it.
  ///
  /// - Returns: the dates that were corrected.
  @discardableResult
  private static func correct(_ archive: TemporaryFolder, on date: GameDate? = nil) throws -> Set<String> {
    let name = "player_box_2011-12.csv.gz"
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: archive.file(name))))
    var lines = String(decoding: try Gzip.decompress(bytes, name: name), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let columns = lines[0].split(separator: ",", omittingEmptySubsequences: false)
    let place = try #require(columns.firstIndex(of: "tov"))
    let datePlace = try #require(columns.firstIndex(of: "game_date"))
    var done: Set<String> = []
    for index in lines.indices.dropFirst() {
      var fields = lines[index].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == columns.count, date.map({ fields[datePlace] == "\($0)" }) ?? true,
        done.insert(fields[datePlace]).inserted
      else { continue }
      fields[place] = "\((Int(fields[place]) ?? 0) + 1)"
      lines[index] = fields.joined(separator: ",")
    }
    try #require(!done.isEmpty)
    let corrected = try Gzip.compress(Array(lines.joined(separator: "\n").utf8), name: name)
    try Data(corrected).write(to: URL(fileURLWithPath: archive.file(name)))
    return done
  }
}
