import Foundation
import League
import Providers
import Testing

/// The folder of real seasons, where there is one.
private enum RealData {
  static let directory: String? = {
    let shared =
      ProcessInfo.processInfo.environment["BACKCOURT_DATA"]
      ?? FileManager.default.currentDirectoryPath + "/../shared/data"
    let candidates = [shared, shared + "/real"]
    let found = candidates.first { FileManager.default.fileExists(atPath: $0 + "/games_2021-22.csv.gz") }
    if found == nil { print("skipped: no real data at \(shared); set BACKCOURT_DATA to test against it") }
    return found
  }()
}

@Suite("The archive of real seasons", .enabled(if: RealData.directory != nil))
struct RealArchiveTests {
  private func archive() throws -> ArchiveSource {
    try ArchiveSource(directory: try #require(RealData.directory))
  }

  @Test("every season is there with all its games")
  func seasons() throws {
    let archive = try archive()
    #expect(try archive.seasons().map(\.label) == ["2021-22", "2022-23", "2023-24", "2025-26"])
    #expect(try archive.seasons().map { try archive.schedule(of: $0).lines } == [1323, 1320, 1319, 1322])
  }

  @Test(
    "the slices of all dates hold all lines of the files",
    arguments: [
      (2021, "player_box", 26_039), (2021, "player_box_reduced", 1_892), (2021, "game_lines_books", 12_763),
      (2025, "player_box", 16_912), (2025, "player_box_reduced", 11_660), (2022, "team_box", 2_640),
    ])
  func allLines(year: Int, file: String, lines: Int) throws {
    let archive = try archive()
    let schedule = try archive.schedule(of: Season(startYear: year))
    let table = try CSVTable(schedule.bytes, name: schedule.file)
    let kind = try #require(PayloadKind.allCases.first { $0.fileNames.contains(file) })
    var found = 0
    for date in Set(try table.rows.map { try $0.date(table.column("game_date")) }) {
      let slices = try archive.slices(of: kind, on: date)
      found += slices.filter { $0.file == "\(file)_\(Season(startYear: year))" }.reduce(0) { $0 + $1.lines }
    }
    #expect(found == lines)
  }

  @Test("a player's line reads as the league publishes it")
  func knownLine() throws {
    let date = try #require(GameDate("2022-10-18"[...]))
    let slice = try #require(archive().slices(of: .playerBox, on: date).first)
    let table = try CSVTable(slice.bytes, name: slice.file)
    let row = try #require(table.rows.first)
    #expect(try row.text(table.column("player_name")) == "Al Horford")
    #expect(try row.int(table.column("pts")) == 6)
    #expect(try row.optionalDouble(table.column("minutes_exact")) == 23.1)
  }
}
