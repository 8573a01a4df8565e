import Foundation
import League
import ProviderSim
import Testing

@Suite("What the contexts of a date do not know")
struct FutureTests {
  /// Files with results, and what stands for a result of D or later in the changed archive.
  private static let results = ["player_box", "player_box_reduced", "team_box", "shots"]

  private static func archive(_ folder: String) throws {
    try SimulatedLeague(seed: 11, seasons: 1, teams: 8, gamesPerTeam: 10).write(to: folder, compresses: false)
  }

  /// Takes every result on or after a date out of an archive: box lines, shots and scores.
  private static func forget(from date: GameDate, in folder: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".csv") {
      let path = "\(folder)/\(name)"
      let kind = name.prefix { $0 != "." }.dropLast("_2011-12".count)
      let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      let header = lines[0].split(separator: ",", omittingEmptySubsequences: false)
      guard let day = header.firstIndex(of: "game_date") else { continue }
      let scores = ["home_score", "away_score"].compactMap { score in header.firstIndex { $0 == score } }
      let kept = lines.dropFirst().compactMap { line -> String? in
        var fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard let played = GameDate(fields[day][...]), played >= date else { return String(line) }
        if results.contains(String(kind)) { return nil }
        for score in scores where kind == "games" { fields[score] = "" }
        return fields.joined(separator: ",")
      }
      try ([String(lines[0])] + kept).joined(separator: "\n").appending("\n")
        .write(toFile: path, atomically: true, encoding: .utf8)
    }
  }

  @Test("taking away every result on or after D leaves the contexts of D as they were", arguments: [4, 9, 15])
  func noFuture(dates: Int) async throws {
    let season = Season(startYear: 2011)
    let folders = (0..<2).map { _ in NSTemporaryDirectory() + "backcourt-future-\(UUID().uuidString)" }
    defer {
      // What cannot be removed is left to the system's cleaning of temporary files.
      for folder in folders { try? FileManager.default.removeItem(atPath: folder) }
    }
    for folder in folders { try Self.archive(folder) }
    let whole = try await ThreePhases(archive: folders[0])
    let date = try #require(try await whole.process(season, dates: dates).last)
    try Self.forget(from: date, in: folders[1])
    let past = try await ThreePhases(archive: folders[1])
    // The date itself cannot settle without its results; its contexts can.
    _ = try? await past.process(season, dates: dates)
    for table in ["upcoming_team_game_context", "upcoming_player_game_context"] {
      let known = try await past.digest(of: table, on: date)
      #expect(known?.isEmpty == false)
      #expect(try await whole.digest(of: table, on: date) == known, "\(table) on \(date)")
    }
    #expect(
      try await whole.number(
        "SELECT count(*) FROM upcoming_player_game_context WHERE game_date = '\(date)'") ?? 0 > 0)
  }
}
