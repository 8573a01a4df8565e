import Contracts
import Foundation
import League
import Providers
import Testing

@testable import ProviderSim

@Suite("Replaying and correcting")
struct CorrectionTests {
  @Test("processing a date again changes nothing")
  func idempotent() async throws {
    let phases = try await OneNight().phases()
    try await phases.process(OneNight.date)
    #expect(try await phases.scrape(OneNight.date).changed == false)
    #expect(try await phases.parse(OneNight.date).changed == false)
  }

  @Test("one corrected box score changes its own table alone")
  func correctedBox() async throws {
    var night = OneNight()
    let phases = try await night.phases()
    try await phases.process(OneNight.date)
    night.playerBox[1] = night.playerBox[1].replacingOccurrences(of: ",4,2,27,5,", with: ",3,2,27,5,")
    try night.write(to: phases)
    let done = try await phases.process(OneNight.date)
    #expect(done.tables.filter(\.changed).map(\.table) == ["raw_player_box"])
    #expect(try await phases.select("SELECT tov FROM raw_player_box WHERE player_id = 1") == [["3"]])
  }

  @Test("R23: a game whose lines come later is taken in, and those of before stay as they were")
  func laterGame() async throws {
    var night = OneNight()
    let late = night.playerBox.removeLast()
    let phases = try await night.phases()
    let first = try await phases.process(OneNight.date)
    #expect(first["raw_player_box"]?.status == .degraded && first["raw_player_box"]?.rows == 2)
    #expect(first["raw_player_box"]?.reason?.contains("no player lines of 0021100002") == true)
    let before = try await phases.select("SELECT player_id, pts FROM raw_player_box WHERE game_id = '0021100001'")
    night.playerBox.append(late)
    try night.write(to: phases)
    let second = try await phases.process(OneNight.date)
    #expect(second["raw_player_box"]?.status == .complete && second["raw_player_box"]?.rows == 3)
    #expect(second["raw_player_box"]?.changed == true)
    #expect(
      try await phases.select("SELECT player_id, pts FROM raw_player_box WHERE game_id = '0021100001'") == before)
  }

  @Test("a corrected score reaches the results and leaves the schedule of games as it was")
  func correctedScore() async throws {
    var night = OneNight()
    let phases = try await night.phases()
    try await phases.process(OneNight.date)
    let before = try await phases.select("SELECT output_digest FROM output_grid WHERE table_name = 'games'")
    night.games[1] = night.games[1].replacingOccurrences(of: "100,98", with: "101,98")
    try night.write(to: phases)
    let season = Season(startYear: 2011).partitionDate
    try await phases.process(season)
    let done = try await phases.process(OneNight.date)
    #expect(done["game_results"]?.changed == true)
    #expect(try await phases.select("SELECT output_digest FROM output_grid WHERE table_name = 'games'") == before)
  }

  @Test("a player who vanishes from the source vanishes from the table")
  func vanishedPlayer() async throws {
    var night = OneNight()
    let phases = try await night.phases()
    try await phases.process(OneNight.date)
    night.playerBox.remove(at: 2)
    try night.write(to: phases)
    try await phases.process(OneNight.date)
    #expect(try await phases.select("SELECT player_id FROM raw_player_box") == [["1"], ["3"]])
  }

  @Test("a game that moves leaves nothing on its old date, and lines that stayed behind are left out")
  func movedGame() async throws {
    var night = OneNight()
    let phases = try await night.phases()
    try await phases.process(OneNight.date)
    night.games[2] = night.games[2].replacingOccurrences(of: "2011-10-25", with: "2011-10-27")
    try night.write(to: phases)
    try await phases.process(Season(startYear: 2011).partitionDate)
    let done = try await phases.process(OneNight.date)
    #expect(
      try await phases.select("SELECT game_date, game_id FROM games")
        == [["2011-10-25", "0021100001"], ["2011-10-27", "0021100002"]])
    #expect(try await phases.select("SELECT game_id FROM game_results") == [["0021100001"]])
    #expect(done["raw_player_box"]?.status == .degraded)
    #expect(try await phases.select("SELECT player_id FROM raw_player_box") == [["1"], ["2"]])
  }

  @Test("R12: a schedule that lost its games is refused, and the dates stand", arguments: [true, false])
  func emptySchedule(isEmpty: Bool) async throws {
    var night = OneNight()
    let phases = try await night.phases()
    try await phases.process(OneNight.date)
    night.games.removeLast(2)
    if !isEmpty { night.games += (1...4).map { "002110000\($0),,,,2011-10-25,,,XXX,NYK,100,98,0" } }
    try phases.write(night.games, to: "games_2011-12.csv")
    let season = Season(startYear: 2011).partitionDate
    try await phases.scrape(season)
    #expect(try await phases.parse(season)["games"]?.status == .failed)
    #expect(try await phases.select("SELECT count(*) FROM games") == [["2"]])
  }

  @Test("a file cut short fails phase 1 for its kind, and phase 2 does not take it for an empty date")
  func truncated() async throws {
    let phases = try await OneNight().phases()
    try phases.write(
      ["game_id,team,pts,game_date", "0021100001,NYK,98,2011-10-25", "0021100"], to: "team_box_2011-12.csv")
    let done = try await phases.scrape(OneNight.date)
    #expect(done["payload_team_box"]?.status == .failed)
    #expect(done["payload_team_box"]?.reason?.contains("team_box_2011-12.csv line 3") == true)
    #expect(done["payload_player_box"]?.status == .complete)
    #expect(try await phases.select("SELECT count(*) FROM raw_team_box") == [["0"]])
    await #expect(throws: TwoPhases.StillWaiting.self) { try await phases.parse(OneNight.date) }
    try OneNight().write(to: phases)
    #expect(try await phases.process(OneNight.date)["raw_team_box"]?.rows == 4)
  }

  @Test("a payload that is lost from the store fails its table with what to do, and a replay mends it")
  func lostPayload() async throws {
    let phases = try await OneNight().phases()
    try await phases.scrape(OneNight.date)
    let digest = try await phases.select("SELECT sha256 FROM payload_shots")[0][0]
    let id = try #require(PayloadID(digest[...]))
    try FileManager.default.removeItem(atPath: PayloadStore(root: phases.folder).path(of: id))
    let done = try await phases.parse(OneNight.date)
    #expect(done["raw_shots"]?.status == .failed)
    #expect(done["raw_shots"]?.reason?.contains("replay its date from phase1") == true)
    #expect(done["raw_player_box"]?.status == .complete)
    #expect(try await phases.process(OneNight.date)["raw_shots"]?.status == .complete)
  }

  @Test("a simulated season goes through whole: every line of its files becomes a row")
  func simulatedSeason() async throws {
    let phases = try await TwoPhases()
    try SimulatedLeague(seed: 5, teams: 8, gamesPerTeam: 6).write(to: phases.archive)
    let archive = try ArchiveSource(directory: phases.archive)
    var lines: [PayloadKind: Int] = [:]
    for season in try archive.seasons() {
      try await phases.process(season.partitionDate)
    }
    for date in try await phases.select("SELECT DISTINCT game_date FROM games").compactMap({ GameDate($0[0][...]) }) {
      for kind in PayloadKind.allCases {
        lines[kind, default: 0] += try archive.slices(of: kind, on: date).reduce(0) { $0 + $1.lines }
      }
      #expect([.complete, .emptyOK].contains(try await phases.process(date).status))
    }
    for (kind, table) in [
      (PayloadKind.games, "games"), (.games, "game_results"), (.playerBox, "raw_player_box"),
      (.teamBox, "raw_team_box"),
      (.shots, "raw_shots"), (.gameLines, "raw_game_lines"),
    ] {
      #expect(try await phases.select("SELECT count(*) FROM \(table)") == [["\(lines[kind] ?? -1)"]])
    }
    #expect(try await phases.select("SELECT count(*) FROM raw_quarantine") == [["0"]])
    #expect(try await phases.select("SELECT count(*) FROM raw_prop_lines WHERE player_id IS NULL") != [["0"]])
  }
}
