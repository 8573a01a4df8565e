/// The features of the trained model. Their order is that of the model; ``columns`` has their names.
enum ModelFeature: Int, CaseIterable {
  case formPoints
  case steadyPoints
  case blendedPoints
  case pointsLast3
  case pointsLast5
  case pointsLast10
  case pointsSeason
  case pointsLastGame
  case pointsFading4
  case pointsFading12
  case pointsFading40
  case minutesLast3
  case minutesLast5
  case minutesLast10
  case minutesSeason
  case minutesLastGame
  case minutesFading4
  case minutesFading12
  case minutesFading40
  case minutesTrend
  case minutesJump
  case minutesRise
  case pointsTrend
  case pointsDeviation
  case minutesDeviation
  case rateLast10
  case rateFading12
  case rateFading40
  case fieldGoalsLast10
  case freeThrowsLast10
  case threesLast10
  case useLast10
  case fieldGoalsLast3
  case useLast3
  case assistsLast10
  case reboundsLast10
  case plusMinusLast10
  case games
  case presence
  case missed
  case rest
  case backToBack
  case gamesLast7Days
  case home
  case opponentAllows
  case opponentAllowsLast15
  case teamScores
  case opponentScores
  case spread
  case impliedScore
  case impliedTotal
  case versusOpponent
  case gamesVersusOpponent
  case opponentRating
  case fatigue
  case paintShare
  case threeShare
  case freeThrowShare
  case playoffs
  case line
  case lineOverForm
  case lineMove
  case gameHasLines

  /// Name in the store and meaning, in order.
  static let columns: [(name: StaticString, meaning: StaticString)] = [
    (
      "form_points",
      "Points that his minutes and his rate of scoring lately make; where the model starts from without a line"
    ),
    ("steady_points", "Same with minutes of longer memory"),
    ("blended_points", "Points of the season, of ten games and of long memory, blended"),
    ("points_last_3", "Mean points of the last 3 played"),
    ("points_last_5", "Mean points of the last 5 played"),
    ("points_last_10", "Mean points of the last 10 played"),
    ("points_season", "Mean points of the season"),
    ("points_last_game", "Points of the last game"),
    ("points_fading_4", "Points, each game back counting less: half after 4 games, over three seasons"),
    ("points_fading_12", "Same, half after 12 games"),
    ("points_fading_40", "Same, half after 40 games"),
    ("minutes_last_3", "Mean minutes of the last 3 played"),
    ("minutes_last_5", "Mean minutes of the last 5 played"),
    ("minutes_last_10", "Mean minutes of the last 10 played"),
    ("minutes_season", "Mean minutes of the season"),
    ("minutes_last_game", "Minutes of the last game"),
    ("minutes_fading_4", "Minutes, half after 4 games"),
    ("minutes_fading_12", "Minutes, half after 12 games"),
    ("minutes_fading_40", "Minutes, half after 40 games"),
    ("minutes_trend", "Minutes of the last 3 less those of the last 10"),
    ("minutes_jump", "Minutes of the last game less those of the last 10"),
    ("minutes_rise", "Minutes of the last 10 less those of the season"),
    ("points_trend", "Points of the last 3 less those of the last 10"),
    ("points_deviation_last_10", "Sample deviation of the points of the last 10"),
    ("minutes_deviation_last_10", "Sample deviation of the minutes of the last 10"),
    ("rate_last_10", "Points a minute over the last 10"),
    ("rate_fading_12", "Points a minute, half after 12 games"),
    ("rate_fading_40", "Points a minute, half after 40 games"),
    ("fg_attempts_last_10", "Mean field goals attempted of the last 10"),
    ("ft_attempts_last_10", "Mean free throws attempted of the last 10"),
    ("three_pt_attempts_last_10", "Mean threes attempted of the last 10"),
    ("possessions_used_last_10", "Mean attempts to score of the last 10: FGA + 0.44 FTA + turnovers"),
    ("fg_attempts_last_3", "Mean field goals attempted of the last 3"),
    ("possessions_used_last_3", "Mean attempts to score of the last 3"),
    ("assists_last_10", "Mean assists of the last 10"),
    ("rebounds_last_10", "Mean rebounds of the last 10"),
    ("plus_minus_last_10", "Mean plus-minus of the last 10"),
    ("games_this_season", "Games played this season"),
    ("share_of_team_games", "Games played by games of his team"),
    ("team_games_missed", "Games of his team since his last one; missing when that was for another team"),
    ("days_of_rest", "Days since his last game"),
    ("second_night", "1 when he played the day before"),
    ("games_in_7_days", "Games of the last seven days"),
    ("at_home", "1 at home"),
    ("opponent_allows", "Points that the opponent allows, half after 10 games, less the mean of the league"),
    ("opponent_allows_last_15", "Mean points that the opponent allowed in its last 15 games"),
    ("team_scores", "Points that his team scores, half after 10 games, less the mean of the league"),
    ("opponent_scores", "Points that the opponent scores, half after 10 games"),
    ("spread", "Spread as his team sees it, negative when favoured"),
    ("implied_score", "Points that spread and total give his team, less the mean of the league"),
    ("implied_total", "Total less twice the mean of the league"),
    ("points_versus_opponent", "Mean points against this opponent"),
    ("games_versus_opponent", "Games behind that mean"),
    ("opponent_rating", "Points that the opponent allows per 100 possessions"),
    ("fatigue", "0 to 100; 100 is fresh"),
    ("paint_share", "Share of attempts in the paint"),
    ("three_share", "Share of threes"),
    ("free_throw_share", "Share of points from the line"),
    ("playoffs", "1 in play-in and playoffs"),
    ("line", "The line that a book offers"),
    ("line_over_form", "The line less the points of his form"),
    ("line_move", "The line less its opening"),
    ("game_has_lines", "1 when anybody in the game has a line"),
  ]
}
