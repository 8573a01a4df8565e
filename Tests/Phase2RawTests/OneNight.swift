import League

/// The archive of one evening: two games, a few lines of each kind, all of them right until a test changes one.
struct OneNight {
  static let date = GameDate("2011-10-25"[...]) ?? GameDate(dayNumber: 0)

  var games = [
    "game_id,season,game_type,cup_round,game_date,tipoff_utc,neutral_site,home_team,away_team,home_score,away_score,ot_periods",
    "0021100001,2011-12,regular_season,,2011-10-25,2011-10-26T00:00:00Z,False,BOS,NYK,100,98,0",
    "0021100002,2011-12,regular_season,,2011-10-25,,,LAL,GSW,110,112,1",
  ]
  var playerBox = [
    "game_id,player_id,player_name,team,minutes,minutes_exact,starter,fgm,fga,fg3m,fg3a,ftm,fta,oreb,dreb,reb,ast,stl,blk,tov,"
      + "pf,pts,plus_minus,game_date",
    "0021100001,1,Luka Dončić,BOS,40,39.55,1,10,20,3,9,4,4,1,7,8,9,1,0,4,2,27,5,2011-10-25",
    "0021100001,2,Tim Hardaway Jr.,NYK,30,,,5,12,1,5,2,2,0,3,3,2,1,0,1,2,13,-5,2011-10-25",
    "0021100002,3,P.J. Tucker,LAL,53,52.9,0,2,6,0,2,0,0,2,4,6,1,1,1,0,4,4,0,2011-10-25",
  ]
  var reduced = [
    "game_id,player_id,player_name,team,minutes,pts,reb,ast,stl,blk,tov,fg_pct,fg3_pct,ft_pct,plus_minus,game_date"
  ]
  var teamBox = [
    "game_id,team,pts,fgm,fga,fg3m,fg3a,ftm,fta,oreb,dreb,reb,ast,stl,blk,tov,pf,plus_minus,opp_pts,game_date",
    "0021100001,NYK,98,38,80,10,30,12,15,8,30,38,20,5,4,13,20,-2,100,2011-10-25",
    "0021100001,BOS,100,40,82,8,25,12,14,9,31,40,25,7,5,12,18,2,98,2011-10-25",
    "0021100002,LAL,110,42,90,10,30,16,20,9,35,44,24,6,5,14,22,-2,112,2011-10-25",
    "0021100002,GSW,112,40,88,16,40,16,18,7,33,40,26,8,3,12,20,2,110,2011-10-25",
  ]
  var shots = [
    "game_id,player_id,player_name,team,period,minutes_left,seconds_left,made,shot_value,zone_basic,shot_distance,"
      + "assist_player_id,assisted,game_date",
    "0021100001,1,Luka Dončić,BOS,2,11,30,1,3,Above the Break 3,26,9,1,2011-10-25",
    "0021100001,2,Tim Hardaway Jr.,NYK,1,3,5,0,2,Mid-Range,15,,,2011-10-25",
    "0021100001,1,Luka Dončić,BOS,1,11,58,1,2,Restricted Area,1,,0,2011-10-25",
  ]
  var propLines = [
    "game_id,player_id,player_name_book,market,sportsbook,line,over_price,under_price,snapshot_utc,game_date",
    "0021100001,1,luka doncic,player_points,draftkings,26.5,-115,-105,2011-10-25T22:00:00Z,2011-10-25",
    "0021100001,1,luka doncic,player_rebounds,draftkings,8.5,-115,-105,2011-10-25T22:00:00Z,2011-10-25",
    "0021100001,1,luka doncic,player_points,draftkings,31.5,240,-330,2011-10-25T22:00:00Z,2011-10-25",
    "0021100001,1,luka doncic,player_points,draftkings,27.5,-110,-110,2011-10-26T00:00:40Z,2011-10-25",
    "0021100001,,\"Hardaway Jr., Tim\",player_points,BetOnline.ag,12.5,-110,,,2011-10-25",
  ]
  var gameLines = [
    "game_id,sportsbook,home_spread,total,home_moneyline,away_moneyline,snapshot_utc,game_date",
    "0021100001,draftkings,-4.5,210.5,-190,160,2011-10-25T16:00:00Z,2011-10-25",
    "0021100001,draftkings,-4.0,,,,,2011-10-25",
    "0021100002,sbr_feed,2.5,,120,-142,,2011-10-25",
  ]

  /// Writes the files; a kind with its header alone is left out.
  func write(to phases: TwoPhases) throws {
    for (lines, name) in [
      (games, "games"), (playerBox, "player_box"), (reduced, "player_box_reduced"), (teamBox, "team_box"),
      (shots, "shots"), (propLines, "prop_lines"), (gameLines, "game_lines"),
    ] where lines.count > 1 {
      try phases.write(lines, to: "\(name)_2011-12.csv")
    }
  }

  /// Phases 1 and 2 with this evening as their archive.
  func phases() async throws -> TwoPhases {
    let phases = try await TwoPhases()
    try write(to: phases)
    return phases
  }
}
