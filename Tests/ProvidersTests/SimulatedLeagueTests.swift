import Foundation
import League
import Providers
import Testing

@testable import ProviderSim

@Suite("The simulated league")
struct SimulatedLeagueTests {
  private static let folder = Result { try TemporaryFolder() }
  private static let archive = Result {
    let folder = try Self.folder.get()
    try SimulatedLeague(seed: 7, teams: 8, gamesPerTeam: 12).write(to: folder.path)
    return try ArchiveSource(directory: folder.path)
  }

  private func rows(_ kind: PayloadKind, _ file: String) throws -> [CSVTable] {
    let archive = try Self.archive.get()
    var tables: [CSVTable] = []
    for season in try archive.seasons() {
      let schedule = try archive.schedule(of: season)
      let table = try CSVTable(schedule.bytes, name: schedule.file)
      for date in Set(try table.rows.map { try $0.date(table.column("game_date")) }).sorted() {
        for slice in try archive.slices(of: kind, on: date) where slice.file == "\(file)_\(season)" {
          tables.append(try CSVTable(slice.bytes, name: slice.file))
        }
      }
    }
    return tables
  }

  @Test("the same seed writes the same bytes, another seed others")
  func deterministic() throws {
    func files(_ seed: UInt64) -> [String: [UInt8]] {
      let league = SimulatedLeague(seed: seed, seasons: 1, teams: 8, gamesPerTeam: 6)
      return Dictionary(uniqueKeysWithValues: league.files().map { ($0.name, $0.csv.bytes) })
    }
    #expect(files(3) == files(3))
    #expect(files(3)["player_box_2011-12"] != files(4)["player_box_2011-12"])
  }

  @Test("it is labelled as simulated")
  func label() throws {
    let folder = try Self.folder.get()
    _ = try Self.archive.get()
    #expect(String(decoding: try folder.bytes(of: "README.md"), as: UTF8.self).hasPrefix("# SIMULATED DATA"))
  }

  @Test("it has overtimes, play-in games, playoffs, a Cup final and games on consecutive days")
  func kindsOfGames() throws {
    let archive = try Self.archive.get()
    #expect(try archive.seasons() == [Season(startYear: 2011), Season(startYear: 2012)])
    for season in try archive.seasons() {
      let schedule = try archive.schedule(of: season)
      let table = try CSVTable(schedule.bytes, name: schedule.file)
      let id = try table.column("game_id")
      let types: [GameType] = try table.rows.map { try $0.value(id, expected: "a game id") { GameID($0[...])?.type } }
      #expect(types.filter { $0 == .regularSeason }.count == 48)
      #expect(types.filter { $0 == .playIn }.count == 2)
      #expect(types.filter { $0 == .cupFinal }.count == 1)
      #expect(types.filter { $0 == .playoffs }.count >= 6)
      #expect(try table.rows.contains { try $0.optionalInt(table.column("ot_periods")) ?? 0 > 0 })
      var daysOf: [String: Set<GameDate>] = [:]
      for row in table.rows {
        let date = try row.date(table.column("game_date"))
        for side in ["home_team", "away_team"] {
          let isNew = daysOf[try row.text(table.column(side)), default: []].insert(date).inserted
          #expect(isNew, "a team plays once a day")
        }
      }
      #expect(daysOf.values.contains { days in days.contains { days.contains($0.adding(days: 1)) } })
    }
  }

  @Test("points and rebounds add up in every player row, and players' sums are the team's")
  func boxesAddUp() throws {
    let counts = ["fgm", "fga", "fg3m", "fg3a", "ftm", "fta", "oreb", "dreb", "reb", "ast", "stl", "blk", "pf", "pts"]
    var sums: [String: [Int]] = [:]
    var minutes: [String: Int] = [:]
    for table in try rows(.playerBox, "player_box") {
      for row in table.rows {
        let values = try counts.map { try row.int(table.column($0)) }
        #expect(values[13] == 2 * values[0] + values[2] + values[4])
        #expect(values[8] == values[6] + values[7])
        let key = try row.text(table.column("game_id")) + row.text(table.column("team"))
        sums[key] = zip(sums[key] ?? Array(repeating: 0, count: 14), values).map(+)
        minutes[key, default: 0] += try row.int(table.column("minutes"))
      }
    }
    var compared = 0
    for table in try rows(.teamBox, "team_box") {
      for row in table.rows {
        let key = try row.text(table.column("game_id")) + row.text(table.column("team"))
        guard let sum = sums[key] else { continue }
        #expect(try sum == counts.map { try row.int(table.column($0)) })
        #expect((minutes[key] ?? 0) % 25 == 15, "240 and 25 for each overtime")
        compared += 1
      }
    }
    #expect(compared == sums.count)
    #expect(compared > 150)
  }

  @Test("quarters and overtime add up to the score")
  func quartersAddUp() throws {
    for table in try rows(.games, "games") {
      for row in table.rows {
        for side in ["home", "away"] {
          let quarters = try (1...4).compactMap { try row.optionalInt(table.column("q\($0)_\(side)")) }
          guard quarters.count == 4 else { continue }
          let overtime = try row.int(table.column("ot_pts_\(side)"))
          #expect(try quarters.reduce(overtime, +) == row.int(table.column("\(side)_score")))
        }
      }
    }
  }

  @Test("shots agree with the box: attempts, makes, threes and assists of every player")
  func shotsAgree() throws {
    var shots: [String: [Int]] = [:]
    for table in try rows(.shots, "shots") {
      for row in table.rows {
        let game = try row.text(table.column("game_id"))
        let made = try row.int(table.column("made"))
        let three = try row.int(table.column("shot_value")) - 2
        let key = try game + row.text(table.column("player_id"))
        shots[key] = zip(shots[key] ?? [0, 0, 0, 0, 0], [1, made, three, three * made, 0]).map(+)
        if let passer = try row.optionalText(table.column("assist_player_id")) {
          shots[game + passer, default: [0, 0, 0, 0, 0]][4] += 1
        }
      }
    }
    var compared = 0
    for table in try rows(.playerBox, "player_box") where table.name == "player_box_2011-12" {
      for row in table.rows {
        let key = try row.text(table.column("game_id")) + row.text(table.column("player_id"))
        let box = try ["fga", "fgm", "fg3a", "fg3m", "ast"].map { try row.int(table.column($0)) }
        #expect(shots[key] ?? [0, 0, 0, 0, 0] == box)
        compared += 1
      }
    }
    #expect(compared > 800)
  }

  @Test("one player changes teams, and names have marks and suffixes")
  func players() throws {
    var teams: [String: Set<String>] = [:]
    for table in try rows(.playerBox, "player_box") where table.name == "player_box_2011-12" {
      for row in table.rows {
        try teams[row.text(table.column("player_name")), default: []].insert(row.text(table.column("team")))
      }
    }
    #expect(teams.values.filter { $0.count == 2 }.count == 1)
    #expect(teams.keys.contains { $0.hasPrefix("Šim") })
    #expect(teams.keys.contains { $0.hasSuffix(" Jr.") })
  }
}
