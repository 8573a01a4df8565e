import Contracts
import Foundation
import Ledger
import League
import Pipeline
import TestKit
import Testing
import Warehouse

/// The real seasons, where they are.
enum RealSeasons {
  /// Their folder; nil where there is none.
  static let archive: String? = {
    let shared =
      ProcessInfo.processInfo.environment["BACKCOURT_DATA"]
      ?? FileManager.default.currentDirectoryPath + "/../shared/data"
    let found = [shared, shared + "/real"].first {
      FileManager.default.fileExists(atPath: $0 + "/games_2021-22.csv.gz")
    }
    if found == nil { print("skipped: no real seasons at \(shared); set BACKCOURT_DATA to test against them") }
    return found
  }()

  /// The seasons replayed, once for all tests. A warehouse that holds them already is named by `BACKCOURT_WAREHOUSE` and is
  /// copied; else they are replayed here, whole through phase 3, and phases 4 and 5A on ``Replayed/cuts``.
  static let replayed = Task {
    let ready = ProcessInfo.processInfo.environment["BACKCOURT_WAREHOUSE"]
    return if let ready { try await Replayed.copy(of: ready) } else {
      try await Replayed.make(archive: try #require(archive))
    }
  }

  struct Replayed: Sendable {
    let folder: TemporaryFolder
    /// Game dates by season, in order.
    let dates: [Season: [GameDate]]

    /// First and last game date of each season, twelve between, and one with the Cup's second stage ahead, where there is
    /// a Cup.
    var cuts: [GameDate] {
      var cuts: Set<GameDate> = []
      for (season, dates) in dates {
        for part in 0...13 { cuts.insert(dates[part * (dates.count - 1) / 13]) }
        let december = GameDate(year: season.startYear, month: 12, day: 4)
        if let december, let date = dates.first(where: { $0 >= december }) { cuts.insert(date) }
      }
      return cuts.sorted()
    }

    struct NotReplayed: Error {
      var report: String
    }

    func warehouse() throws -> SQLiteWarehouse { try folder.warehouse() }

    init(folder: TemporaryFolder) async throws {
      self.folder = folder
      let warehouse = try folder.warehouse()
      var mirror = try await warehouse.read { reader in
        var mirror = GridMirror()
        try Ledger.refresh(&mirror, from: reader)
        return mirror
      }
      // A season that the archive does not have is known as well, without dates.
      let dates = mirror.seasons.map { ($0, mirror.gameDates(of: $0) ?? []) }.filter { !$0.1.isEmpty }
      self.dates = Dictionary(uniqueKeysWithValues: dates)
    }

    static func copy(of path: String) async throws -> Replayed {
      let folder = try TemporaryFolder()
      for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
        try FileManager.default.copyItem(atPath: path + suffix, toPath: folder.file("warehouse.sqlite" + suffix))
      }
      return try await Replayed(folder: folder)
    }

    static func make(archive: String) async throws -> Replayed {
      let folder = try TemporaryFolder()
      let afterAll = VirtualClock(at: Date(timeIntervalSince1970: 1_788_220_800))
      let driver = try await PipelineTestDriver(archive: archive, folder: folder, clock: afterAll)
      let record = try await driver.backfill { $0.through = .analytics }
      guard record.state == .completed else { throw NotReplayed(report: record.report ?? "") }
      let replayed = try await Replayed(folder: folder)
      try await driver.backfill(DateSelection(dates: replayed.cuts)) { request in
        request.from = .precompute
        request.through = .predict
        request.acceptGaps = true
        request.noGatesReason = "only some dates"
      }
      await driver.stop()
      return replayed
    }
  }
}
