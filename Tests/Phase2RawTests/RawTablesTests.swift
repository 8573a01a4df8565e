import Contracts
import League
import Testing

@Suite("The raw tables")
struct RawTablesTests {
  @Test("an evening without faults gives complete tables and an empty quarantine")
  func evening() async throws {
    let phases = try await OneNight().phases()
    let done = try await phases.process(OneNight.date)
    #expect(done.status == .complete)
    #expect(
      try await phases.select(
        "SELECT game_id, season, season_type, tip_utc, neutral_site, home_team, away_team FROM games")
        == [
          ["0021100001", "2011-12", "regular_season", "2011-10-26T00:00:00Z", "0", "BOS", "NYK"],
          ["0021100002", "2011-12", "regular_season", "", "", "LAL", "GSW"],
        ])
    #expect(
      try await phases.select("SELECT game_id, home_score, away_score, ot_periods FROM game_results")
        == [["0021100001", "100", "98", "0"], ["0021100002", "110", "112", "1"]])
    #expect(try await phases.select("SELECT count(*) FROM raw_team_box") == [["4"]])
    #expect(done["raw_quarantine"]?.status == .emptyOK)
  }

  @Test("a player row keeps the source's numbers, names are keyed by one rule, what is unknown is null")
  func playerRows() async throws {
    let phases = try await OneNight().phases()
    try await phases.process(OneNight.date)
    #expect(
      try await phases.select(
        "SELECT player_id, player_lookup, team, opponent, is_home, starter, minutes, minutes_exact, pts, fg3m, reb, is_reduced "
          + "FROM raw_player_box ORDER BY player_id") == [
          ["1", "lukadoncic", "BOS", "NYK", "1", "1", "40.0", "39.55", "27", "3", "8", "0"],
          ["2", "timhardawayjr", "NYK", "BOS", "0", "", "30.0", "", "13", "1", "3", "0"],
          ["3", "pjtucker", "LAL", "GSW", "1", "0", "53.0", "52.9", "4", "0", "6", "0"],
        ])
  }

  @Test("shots are numbered by time, whatever their order in the file")
  func shots() async throws {
    let phases = try await OneNight().phases()
    try await phases.process(OneNight.date)
    #expect(
      try await phases.select(
        "SELECT shot_number, period, clock_seconds, made, shot_value, zone3, assisted, assist_player_id FROM raw_shots")
        == [
          ["1", "1", "718", "1", "2", "paint", "0", ""], ["2", "1", "185", "0", "2", "mid_range", "", ""],
          ["3", "2", "690", "1", "3", "three", "1", "9"],
        ])
  }

  @Test(
    "of prop lines only points are kept; main lines are the ones nearest to even; quotes after the tip are negative")
  func propLines() async throws {
    let phases = try await OneNight().phases()
    try await phases.process(OneNight.date)
    #expect(
      try await phases.select(
        "SELECT player_lookup, player_id, sportsbook, quote, line, minutes_before_tip, is_main, under_price FROM raw_prop_lines"
      )
        == [
          ["lukadoncic", "1", "draftkings", "1", "26.5", "120", "1", "-105"],
          ["lukadoncic", "1", "draftkings", "2", "31.5", "120", "0", "-330"],
          ["lukadoncic", "1", "draftkings", "3", "27.5", "-1", "1", "-110"],
          ["timhardawayjr", "", "betonlineag", "1", "12.5", "", "1", ""],
        ])
  }

  @Test("game lines keep the home side's sign; a quote of an unrecorded moment comes first")
  func gameLines() async throws {
    let phases = try await OneNight().phases()
    try await phases.process(OneNight.date)
    #expect(
      try await phases.select(
        "SELECT game_id, sportsbook, quote, home_spread, total, away_moneyline, minutes_before_tip FROM raw_game_lines")
        == [
          ["0021100001", "draftkings", "1", "-4.0", "", "", ""],
          ["0021100001", "draftkings", "2", "-4.5", "210.5", "160", "480"],
          ["0021100002", "sbr_feed", "1", "2.5", "", "-142", ""],
        ])
  }

  @Test("a full player row stands before a reduced one, and a player who has only the reduced one keeps it")
  func fullBeforeReduced() async throws {
    var night = OneNight()
    night.reduced += [
      "0021100001,1,Luka Doncic,BOS,41,99,8,9,1,0,4,0.5,0.3,1.0,5,2011-10-25",
      "0021100002,4,Stephen Curry,GSW,40,35,5,6,1,0,2,0.5,0.4,,2,2011-10-25",
    ]
    let phases = try await night.phases()
    let done = try await phases.process(OneNight.date)
    #expect(done["raw_player_box"]?.status == .complete)
    #expect(
      try await phases.select(
        "SELECT player_id, pts, fgm, oreb, pf, is_reduced, source FROM raw_player_box WHERE player_id IN (1, 4)") == [
          ["1", "27", "10", "1", "2", "0", "player_box_2011-12"],
          ["4", "35", "", "", "", "1", "player_box_reduced_2011-12"],
        ])
  }

  @Test("of two lines of a player in one file the one with more minutes stands, and the table says so")
  func duplicates() async throws {
    var night = OneNight()
    night.playerBox.append("0021100001,1,Luka Dončić,BOS,12,,,1,2,0,0,0,0,0,1,1,1,0,0,0,0,2,0,2011-10-25")
    let phases = try await night.phases()
    let done = try await phases.process(OneNight.date)
    #expect(done["raw_player_box"]?.status == .degraded)
    #expect(done["raw_player_box"]?.reason?.contains("1 double player lines dropped") == true)
    #expect(try await phases.select("SELECT pts FROM raw_player_box WHERE player_id = 1") == [["27"]])
  }

  @Test("R07: a game with players that has no player lines is named")
  func missingGame() async throws {
    var night = OneNight()
    night.playerBox.removeLast()
    let phases = try await night.phases()
    let outcome = try await phases.process(OneNight.date)["raw_player_box"]
    #expect(outcome?.status == .degraded)
    #expect(outcome?.reason?.contains("no player lines of 0021100002") == true)
  }

  @Test("kinds that the source does not have are empty with the reason, not failed")
  func absentKinds() async throws {
    var night = OneNight()
    night.shots.removeLast(3)
    night.propLines.removeLast(5)
    let phases = try await night.phases()
    let done = try await phases.process(OneNight.date)
    #expect(done.status != .failed)
    #expect(done["raw_shots"]?.status == .emptyOK)
    #expect(done["raw_shots"]?.reason == "the source has no shots for this date")
    #expect(done["raw_prop_lines"]?.status == .emptyOK)
  }

  @Test("only games that count become game dates: preseason and All-Star games are passed over")
  func kindsOfGames() async throws {
    var night = OneNight()
    night.games += [
      "0011100003,2011-12,preseason,,2011-10-26,,,BOS,NYK,100,98,0",
      "0031100001,2011-12,all_star,,2011-10-27,,,BOS,NYK,100,98,0",
      "0061100001,2011-12,nba_cup_final,final,2011-10-28,,True,BOS,NYK,100,98,0",
      "0051100101,2011-12,play_in,,2011-10-29,,,BOS,NYK,100,98,",
    ]
    let phases = try await night.phases()
    try await phases.process(OneNight.date)
    #expect(
      try await phases.select("SELECT game_date, season_type, neutral_site FROM games WHERE game_date > '2011-10-25'")
        == [["2011-10-28", "cup_final", "1"], ["2011-10-29", "play_in", ""]])
  }
}
