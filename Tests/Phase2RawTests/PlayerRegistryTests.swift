import Contracts
import Foundation
import League
import Pipeline
import ProviderSim
import Testing

@testable import Phase2Raw

@Suite("Who is meant by a name")
struct PlayerRegistryTests {
  private static let season = Season(startYear: 2011)

  private static func player(_ id: Int, _ name: String, _ team: TeamCode) -> RegisteredPlayer {
    var player = RegisteredPlayer()
    player.playerID = id
    player.team = team.rawValue
    player.playerLookup = PlayerKey(name).rawValue
    return player
  }

  @Test("the name itself in the team, then in the season, then as another name, then without a suffix, else nobody")
  func order() {
    let players = [
      Self.player(1, "Luka Dončić", .dal), Self.player(2, "Tim Hardaway Jr.", .dal),
      Self.player(3, "Nic Claxton", .bkn),
      Self.player(4, "Jalen Williams", .okc), Self.player(5, "Jalen Williams", .por),
      Self.player(6, "Robert Williams III", .por), Self.player(7, "Robert Williams Jr.", .por),
    ]
    var alias = RegisteredAlias()
    alias.aliasLookup = "nicolasclaxton"
    alias.playerID = 3
    let register = PlayerRegister(players, aliases: [alias])
    func find(_ name: String, _ teams: String...) -> PlayerRegister.Finding {
      register.player(called: PlayerKey(name).rawValue, among: teams)
    }
    #expect(find("Luka Doncic", "DAL") == .found(1))
    #expect(find("Luka Doncic", "LAL") == .found(1), "traded since")
    #expect(find("Jalen Williams", "OKC", "DEN") == .found(4))
    #expect(find("Jalen Williams", "OKC", "POR") == .ambiguous)
    #expect(find("Jalen Williams", "BOS") == .ambiguous)
    #expect(find("Nicolas Claxton", "BKN") == .found(3))
    #expect(find("Tim Hardaway", "DAL") == .found(2))
    #expect(find("Tim Hardaway", "DET") == .unknown, "a suffix is guessed within a team alone")
    #expect(find("Robert Williams", "POR") == .ambiguous)
    #expect(find("No Body", "DAL") == .unknown)
    #expect(register.has(7) && !register.has(8))
  }

  @Test("a season's index becomes the registry and the other names, and who is not in it is counted and kept")
  func oneNight() async throws {
    let phases = try await OneNight().phases()
    try phases.write(
      [
        "season,player_id,player_name,first_game,last_game,games,teams,position,position_simple",
        "2011-12,1,Luka Dončić,2011-10-25,2011-12-01,9,BOS,G-F,G",
        "2011-12,2,Tim Hardaway Jr.,2011-10-25,2011-12-01,9,DET/NYK,,",
        "2011-12,4,Nic Claxton,2011-10-25,2011-12-01,9,GSW,C,C",
      ], to: "players_2011-12.csv")
    try phases.write(
      [
        "season,date,team,activated,deactivated,notes",
        "2011-12,2011-10-24,GSW,,Nicolas Claxton,knee", "2011-12,2011-10-24,GSW,,Some Body,back",
        "2011-12,2011-10-24,NYK,,Tim Hardaway / Timothy Hardaway,rest",
      ], to: "injury_transactions_2011-12.csv")
    let opening = try await phases.process(Self.season.partitionDate)
    #expect(opening["player_registry"]?.rows == 4 && opening["player_alias"]?.rows == 2)
    #expect(
      try await phases.select("SELECT team, player_id, player_lookup, position FROM player_registry ORDER BY 2, 1")
        == [
          ["BOS", "1", "lukadoncic", "G-F"], ["DET", "2", "timhardawayjr", ""], ["NYK", "2", "timhardawayjr", ""],
          ["GSW", "4", "nicclaxton", "C"],
        ])
    #expect(
      try await phases.select("SELECT alias_lookup, player_id, alias_type FROM player_alias ORDER BY 1")
        == [["nicolasclaxton", "4", "spelling"], ["timhardaway", "2", "suffix"]])
    let done = try await phases.process(OneNight.date)
    #expect(done["player_unresolved"]?.status == .complete)
    // The man in the box whom the index lacks stands in the box with his id; the line without an id was found by its name.
    #expect(
      try await phases.select(
        "SELECT source, player_lookup, teams, occurrences, example_game_id, status FROM player_unresolved ORDER BY 1")
        == [
          ["injury_transactions", "somebody", "GSW", "1", "", "unknown"],
          ["player_box", "pjtucker", "LAL", "1", "0021100002", "unregistered"],
        ])
    #expect(try await phases.select("SELECT count(*) FROM raw_player_box") == [["3"]])
    // Nothing moves when it is done again.
    #expect(try await phases.process(OneNight.date).changed == false)
  }

  @Test("without an index nobody is missed, and the date is as whole as with one")
  func withoutIndex() async throws {
    let phases = try await OneNight().phases()
    let done = try await phases.process(OneNight.date)
    #expect(done["player_unresolved"]?.status == .emptyOK)
    #expect(done["player_unresolved"]?.reason?.contains("no player of this season is registered") == true)
    #expect(done.status == .complete)
  }

  @Test("an index that cannot be read keeps no date waiting, and says why it is not there")
  func brokenIndex() async throws {
    let phases = try await OneNight().phases()
    try phases.write(["season,player_id,player_name", "2011-12,1"], to: "players_2011-12.csv")
    let opening = try await phases.scrape(Self.season.partitionDate)
    #expect(opening["payload_players"]?.status == .emptyOK)
    #expect(opening["payload_players"]?.reason?.contains("players_2011-12.csv") == true)
    #expect(try await phases.process(OneNight.date).status == .complete)
  }

  @Test("the league's index of simulated providers names everybody whom boxes, lines and news name")
  func simulated() async throws {
    try await SimulatedSite(seed: 12).whileServing { base in
      let phases = try await TwoPhases(source: "sim:\(base)")
      try await phases.process(Self.season.partitionDate)
      let dates = Set(try await phases.select("SELECT game_date FROM games").map { $0[0] }).compactMap { GameDate($0) }
      for date in dates.sorted().suffix(6) { try await phases.process(date) }
      #expect(try await phases.select("SELECT count(DISTINCT player_id) FROM player_registry") == [["96"]])
      #expect(try await phases.select("SELECT count(*) FROM player_unresolved") == [["0"]])
    }
  }
}
