import Contracts
import Foundation
import League
import Testing

@Suite("Wrong lines")
struct QuarantineTests {
  /// A line of the player box with its numbers given.
  private func player(
    _ id: Int, game: String = "0021100001", team: String = "BOS", minutes: String = "20", fg: String = "5,10",
    points: Int = 10, name: String = "Some Body"
  ) -> String {
    "\(game),\(id),\(name),\(team),\(minutes),,,\(fg),0,2,0,0,1,2,3,1,0,0,0,1,\(points),0,2011-10-25"
  }

  @Test("R32: a line that cannot be true is left out, kept with its reason, and the rest of the date goes on")
  func leftOut() async throws {
    let wrong = [
      (player(11, fg: "11,10", points: 22), "11 of 10 field goals made"),
      (player(12, points: 11), "11 points, but the makes give 10"),
      (player(13, team: "XYZ"), "'XYZ' is no team"),
      (player(14, team: "MIA"), "MIA does not play in game 0021100001"),
      (player(15, minutes: "49"), "49.0 minutes cannot be in a game of 48.0"),
      (player(16, minutes: "-1"), "-1.0 minutes cannot be in a game of 48.0"),
      (player(17, game: "0021100099"), "game 0021100099 is not on the schedule of this date"),
      (player(18, fg: "x,10"), "'fgm' is 'x', expected a whole number"),
      (player(19, fg: "-1,10"), "'fgm' is '-1', expected 0 or more"),
      (player(20, name: ""), "'player_name' is empty, expected text"),
    ]
    for (line, reason) in wrong {
      var night = OneNight()
      night.playerBox.insert(line, at: 3)
      let phases = try await night.phases()
      let done = try await phases.process(OneNight.date)
      #expect(done["raw_player_box"]?.status == .degraded)
      #expect(done["raw_player_box"]?.rows == 3)
      #expect(done["raw_player_box"]?.reason?.contains("1 line left out, see raw_quarantine") == true)
      #expect(done["raw_team_box"]?.status == .complete)
      #expect(
        try await phases.select("SELECT table_name, file, line, reason, text FROM raw_quarantine")
          == [["raw_player_box", "player_box_2011-12", "4", reason, line]])
    }
  }

  @Test("R08: a list of names is no box score: lines without minutes and points are left out, and their game is named")
  func shells() async throws {
    var night = OneNight()
    night.playerBox[1] = "0021100001,1,Luka Dončić,BOS\(String(repeating: ",", count: 20))2011-10-25"
    night.playerBox[2] = "0021100001,2,Tim Hardaway Jr.,NYK\(String(repeating: ",", count: 20))2011-10-25"
    let phases = try await night.phases()
    let done = try await phases.process(OneNight.date)
    #expect(done["raw_player_box"]?.status == .degraded && done["raw_player_box"]?.rows == 1)
    #expect(done["raw_player_box"]?.reason?.contains("no player lines of 0021100001") == true)
    #expect(try await phases.select("SELECT DISTINCT game_id FROM raw_player_box") == [["0021100002"]])
    #expect(try await phases.select("SELECT line FROM raw_quarantine") == [["2"], ["3"]])
  }

  @Test(
    "R59: an id that lost its zeros and a team that is not in its game are refused by name, and join nothing")
  func turnedRound() async throws {
    var night = OneNight()
    night.playerBox[1] = night.playerBox[1].replacingOccurrences(of: "0021100001", with: "21100001")
    night.teamBox[1] = night.teamBox[1].replacingOccurrences(of: "0021100001,NYK", with: "0021100002,NYK")
    let phases = try await night.phases()
    _ = try await phases.process(OneNight.date)
    let refused = try await phases.select("SELECT table_name, line, reason FROM raw_quarantine ORDER BY table_name")
    #expect(refused.map { $0[0] } == ["raw_player_box", "raw_team_box"])
    #expect(refused.first?[2].contains("21100001") == true && refused.last?[2].contains("NYK") == true, "\(refused)")
    #expect(
      try await phases.select(
        "SELECT count(*) FROM raw_player_box b LEFT JOIN games g USING (game_id) WHERE g.game_id IS NULL") == [["0"]])
  }

  @Test("every kind of file has its checks")
  func otherKinds() async throws {
    var night = OneNight()
    night.teamBox[1] = night.teamBox[1].replacingOccurrences(of: "NYK,98,38,80", with: "NYK,98,39,80")
    night.shots[1] = night.shots[1].replacingOccurrences(of: "Above the Break 3", with: "The Moon")
    night.propLines[1] = night.propLines[1].replacingOccurrences(of: "26.5", with: "26.3")
    night.propLines[4] = night.propLines[4].replacingOccurrences(of: "-110,-110", with: "-110,-50")
    night.gameLines[1] = night.gameLines[1].replacingOccurrences(of: "210.5", with: "2105")
    let phases = try await night.phases()
    let done = try await phases.process(OneNight.date)
    #expect(
      try await phases.select("SELECT table_name, reason FROM raw_quarantine") == [
        ["raw_game_lines", "'total' is '2105', expected 150 to 300"],
        ["raw_prop_lines", "'line' is '26.3', expected 0.5 to 60 in steps of 0.5"],
        ["raw_prop_lines", "'under_price' is '-50', expected American odds (-110, 120)"],
        ["raw_shots", "'zone_basic' is 'The Moon', expected an area of the floor"],
        ["raw_team_box", "98 points, but the makes give 100"],
      ])
    for table in ["raw_team_box", "raw_shots", "raw_prop_lines", "raw_game_lines"] as [TableName] {
      #expect(done[table]?.status == .degraded)
    }
  }

  @Test("a wrong line of the schedule takes its game out of the date, and the date says so")
  func schedule() async throws {
    var night = OneNight()
    night.games[2] = night.games[2].replacingOccurrences(of: "LAL,GSW,110,112", with: "LAL,GSW,110,1120")
    let phases = try await night.phases()
    let done = try await phases.process(OneNight.date)
    #expect(done["game_results"]?.status == .degraded)
    #expect(try await phases.select("SELECT game_id FROM games") == [["0021100001"]])
    #expect(
      try await phases.select("SELECT reason FROM raw_quarantine WHERE table_name = 'game_results'")
        == [["the score 110 to 1120 cannot be; teams score 50 to 200"]])
  }

  @Test("a payload of which more than a tenth is wrong fails, and the rows from before stand")
  func tooManyWrong() async throws {
    var night = OneNight()
    let phases = try await night.phases()
    try await phases.process(OneNight.date)
    night.playerBox += (30..<35).map { player($0, points: 99) }
    night.playerBox[1] = night.playerBox[1].replacingOccurrences(of: "BOS,40", with: "BOS,39")
    try night.write(to: phases)
    let done = try await phases.process(OneNight.date)
    #expect(done["raw_player_box"]?.status == .failed)
    #expect(
      try await phases.select("SELECT error FROM output_grid WHERE table_name = 'raw_player_box'")[0][0]
        .hasPrefix("5 of 8 lines are wrong, the first in player_box_2011-12 line 5: 99 points"))
    #expect(try await phases.select("SELECT minutes FROM raw_player_box WHERE player_id = 1") == [["40.0"]])
    #expect(try await phases.select("SELECT count(*) FROM raw_quarantine") == [["5"]])
  }

  @Test("R15: a file without a column it must have fails its table and no other")
  func missingColumn() async throws {
    var night = OneNight()
    night.teamBox[0] = night.teamBox[0].replacingOccurrences(of: ",tov,", with: ",turnovers,")
    let phases = try await night.phases()
    let done = try await phases.process(OneNight.date)
    #expect(done["raw_team_box"]?.status == .failed)
    #expect(done["raw_player_box"]?.status == .complete)
    #expect(done["raw_shots"]?.status == .complete)
  }
}
