import League
import Warehouse

extension UpcomingPlayerGameContext {
  struct Row: Record {
    var playerID = 0
    var playerLookup = ""
    var playerName = ""
    var team = TeamCode.atl
    var opponent = TeamCode.atl
    var gameID = ""
    var season = Season(startYear: 0)
    var gameType = GameType.regularSeason
    var isHome = false
    var hasPropLine = false
    var pointsLine: Double?
    var openingLine: Double?
    var lineMovement: Double?
    var lineSource: String?
    var openingLineSource: String?
    var spread: Double?
    var openingSpread: Double?
    var spreadMovement: Double?
    var spreadSource: String?
    var total: Double?
    var openingTotal: Double?
    var totalMovement: Double?
    var totalSource: String?
    var isBackToBack = false
    var daysRest: Int?
    var daysRestBeforeLastGame: Int?
    var daysSinceTwoDaysRest: Int?
    var gamesInLast7Days = 0
    var gamesInLast14Days = 0
    var minutesInLast7Days = 0.0
    var minutesInLast14Days = 0.0
    var minutesPerGameInLast7Days: Double?
    var backToBacksInLast14Days = 0
    var seasonPhase = ""
    var pointsLast5: Double?
    var pointsLast10: Double?
    var gamesOfLast5 = 0
    var gamesOfLast10 = 0
    var sampleOfLast5 = ""
    var sampleOfLast10 = ""
    var overStreak: Int?
    var underStreak: Int?
    var availability: Availability?
    var availabilitySource: String?
    var injuryReport: String?
    var questionableTeammates: Int?
    var probableTeammates: Int?
    var starTeammatesOut: Int?
    var usageLast7: Double?
    var projectedUsage: Double?
    var paceDifferential: Double?
    var opponentPace: Double?
    var opponentDefensiveRating: Double?
    var opponentFreeThrowRate: Double?
    var shootingDecline: Double?
    var fourthQuarterMinutes: Double?
    var fourthQuarterProduction: Double?
    var age: Int?
    var travelMiles: Int?
    var timeZoneChanges: Int?
    var consecutiveRoadGames: Int?
    var milesInLast14Days: Int?
    var timeZonesInLast14Days: Int?
    var opponentDaysRest: Int?
    var nextGameDaysRest: Int?
    var gamesInNext7Days: Int?
    var isNextGamePrimetime: Bool?
    var nextOpponentWinShare: Double?
    var opponentGamesInNext7Days: Int?
    var opponentNextGameDaysRest: Int?
    var startTimeLocal: String?
    var contextVersion = UpcomingPlayerGameContext.contextVersion
    var completeness = CompletenessColumns()
    var coverageOfLast5 = 100.0
    var isCompleteLast5 = true
    var coverageOfLast10 = 100.0
    var isCompleteLast10 = true
    var coverage7Days = 100.0
    var isComplete7Days = true
    var coverage14Days = 100.0
    var isComplete14Days = true
    var coverage30Days = 100.0
    var isComplete30Days = true
    var gapClass = "NO_GAP"
    var qualityScore = 100.0
    var qualityTier = QualityTier.gold.rawValue
    var qualityIssues = ""
    var isProductionReady = true
    var hasIssues = false

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("player_id", &playerID, "NBA person id")
      try c.column("player_lookup", &playerLookup, "Name as lower-case letters and digits")
      try c.column("player_full_name", &playerName, "Name as printed")
      try c.column("team_abbr", &team, "His team as of D")
      try c.column("opponent_team_abbr", &opponent, "The other team")
      try c.column("game_id", &gameID, "NBA game id, ten digits")
      try c.column("season", &season, "Season, from the game id")
      try c.column("game_type", &gameType, "Kind of game, from the game id")
      try c.column("home_game", &isHome, "Whether his team is the home side")
      try c.column("has_prop_line", &hasPropLine, "Whether a points line from before the tip-off exists")
      try c.column("current_points_line", &pointsLine, scale: 1, in: 0.5...100, "Closing points line; null without one")
      try c.column(
        "opening_points_line", &openingLine, scale: 1, in: 0.5...100, "The same book's opening; null when not known")
      try c.column("line_movement", &lineMovement, scale: 1, in: -60...60, "Closing less opening")
      try c.column("points_line_source", &lineSource, "The book, or median")
      try c.column("opening_line_source", &openingLineSource, "The book, median, or provider for a stated opening")
      try c.column("game_spread", &spread, scale: 2, in: -40...40, "Own team's view, negative when favoured")
      try c.column("opening_spread", &openingSpread, scale: 2, in: -40...40, "Same at each book's first quote")
      try c.column("spread_movement", &spreadMovement, scale: 2, in: -40...40, "Spread less opening spread")
      try c.column("game_spread_source", &spreadSource, "The one book, or median of several; null without a spread")
      try c.column("game_total", &total, scale: 2, in: 150...300, "Median of books; null without lines")
      try c.column("opening_total", &openingTotal, scale: 2, in: 150...300, "Same at each book's first quote")
      try c.column("total_movement", &totalMovement, scale: 2, in: -100...100, "Total less opening total")
      try c.column("game_total_source", &totalSource, "The one book, or median of several; null without a total")
      try c.column("back_to_back", &isBackToBack, "Whether he played the day before (F12)")
      try c.column(
        "days_rest", &daysRest, in: 0...300, "Days between his last game and this one (F11); null in the first")
      try c.column(
        "days_rest_before_last_game", &daysRestBeforeLastGame, in: 0...300, "Same for his last game; null below two")
      try c.column(
        "days_since_2_plus_days_rest", &daysSinceTwoDaysRest, in: 1...300, "Days since a game after 2+ days of rest")
      try c.column("games_in_last_7_days", &gamesInLast7Days, in: 0...7, "Games played with D-7 <= date < D")
      try c.column("games_in_last_14_days", &gamesInLast14Days, in: 0...14, "Games played with D-14 <= date < D")
      try c.column("minutes_in_last_7_days", &minutesInLast7Days, scale: 1, in: 0...500, "Minutes in those of 7 days")
      try c.column(
        "minutes_in_last_14_days", &minutesInLast14Days, scale: 1, in: 0...900, "Minutes in those of 14 days")
      try c.column(
        "avg_minutes_per_game_last_7", &minutesPerGameInLast7Days, scale: 1, in: 0...80,
        "Per game of 7 days; null without one")
      try c.column(
        "back_to_backs_last_14_days", &backToBacksInLast14Days, in: 0...7, "Pairs on consecutive days, both inside")
      try c.column("season_phase", &seasonPhase, "early, mid, late or playoffs")
      try c.column(
        "points_avg_last_5", &pointsLast5, scale: 1, in: 0...100, "Mean over the last 5 played; null before the first")
      try c.column(
        "points_avg_last_10", &pointsLast10, scale: 1, in: 0...100,
        "Mean over the last 10 played; null before the first")
      try c.column("l5_games_used", &gamesOfLast5, in: 0...5, "Games behind the mean of 5")
      try c.column("l10_games_used", &gamesOfLast10, in: 0...10, "Games behind the mean of 10")
      try c.column("l5_sample_quality", &sampleOfLast5, "excellent, good, limited or insufficient")
      try c.column("l10_sample_quality", &sampleOfLast10, "excellent, good, limited or insufficient")
      try c.column(
        "prop_over_streak", &overStreak, in: 0...120, "Games in a row over today's line; null without a line")
      try c.column(
        "prop_under_streak", &underStreak, in: 0...120, "Games in a row under today's line; null without a line")
      try c.column(
        "player_status", &availability,
        "out, doubtful, questionable, probable or available before the tip-off; null when nothing was collected")
      try c.column("player_status_source", &availabilitySource, "league_report or transaction_log; null likewise")
      try c.column("injury_report", &injuryReport, "The source's words; null when he is available or not listed")
      try c.column(
        "questionable_teammates", &questionableTeammates, in: 0...25, "Null when no league report was collected")
      try c.column("probable_teammates", &probableTeammates, in: 0...25, "Null when no league report was collected")
      try c.column(
        "star_teammates_out", &starTeammatesOut, in: 0...15,
        "Out or doubtful, with ten games and 18 points on average, or 12 in 28 minutes; null when nothing was collected"
      )
      try c.column("avg_usage_rate_last_7_games", &usageLast7, scale: 2, in: 0...400, "Mean over his last 7 games")
      try c.column(
        "projected_usage_rate", &projectedUsage, scale: 2, in: 0...406,
        "Mean over his last 10 games, and his share of what rotation teammates who are out leave, at most 6")
      try c.column(
        "pace_differential", &paceDifferential, scale: 1, in: -60...60, "Opponent's pace of 10 less own team's")
      try c.column("opponent_pace_last_10", &opponentPace, scale: 1, in: 60...140, "Mean pace; null below three games")
      try c.column(
        "opponent_def_rating_last_10", &opponentDefensiveRating, scale: 2, in: 50...190, "Mean; null below three")
      try c.column(
        "opponent_ft_rate_allowed", &opponentFreeThrowRate, scale: 3, in: 0...1, "FTA/FGA allowed; null below three")
      try c.column(
        "shooting_pct_decline_last_5", &shootingDecline, scale: 3, in: -1...1, "Season FG% less last five; null below 6"
      )
      try c.column(
        "fourth_quarter_minutes_last_7", &fourthQuarterMinutes, scale: 2, in: 0...84,
        "Minutes in fourth quarters of 7 days; null without a game, and when one is not known")
      try c.column(
        "fourth_quarter_production_last_7", &fourthQuarterProduction, scale: 1, in: 0...60,
        "Mean fourth-quarter points over his last 7 games; null without play by play")
      try c.column("player_age", &age, in: 17...50, "Whole years at D; null: no source has his birth date")
      try c.column(
        "travel_miles", &travelMiles, in: 0...12_000, "His team's way; null if he joined it since its last game")
      try c.column("time_zone_changes", &timeZoneChanges, in: 0...10, "Zones moved on that way")
      try c.column(
        "consecutive_road_games", &consecutiveRoadGames, in: 0...41, "Away or neutral in a row, this one included")
      try c.column(
        "miles_traveled_last_14_days", &milesInLast14Days, in: 0...60_000, "Legs to games with D-14 < date <= D")
      try c.column("time_zones_crossed_last_14_days", &timeZonesInLast14Days, in: 0...60, "Zones moved on those legs")
      try c.column("opponent_days_rest", &opponentDaysRest, in: 0...300, "F11 of the opponent; null in its first game")
      try c.column(
        "next_game_days_rest", &nextGameDaysRest, in: 0...200, "Days to the team's next regular-season game less one")
      try c.column(
        "games_in_next_7_days", &gamesInNext7Days, in: 0...7, "Regular-season games of his team with D < date <= D+7")
      try c.column("next_game_is_primetime", &isNextGamePrimetime, "Null: no source tells of national television")
      try c.column(
        "next_opponent_win_pct", &nextOpponentWinShare, scale: 3, in: 0...1, "Record of the next opponent before D")
      try c.column("opponent_games_in_next_7_days", &opponentGamesInNext7Days, in: 0...7, "The same of the opponent")
      try c.column("opponent_next_game_days_rest", &opponentNextGameDaysRest, in: 0...200, "The same of the opponent")
      try c.column("game_start_time_local", &startTimeLocal, "HH:MM at the venue; null when tip or venue is unknown")
      try c.column("context_version", &contextVersion, "Version of the rules behind the row")
      try completeness.columns(&c)
      try c.column("l5_completeness_pct", &coverageOfLast5, scale: 1, in: 0...100, "Of his team's last 5 games")
      try c.column("l5_is_complete", &isCompleteLast5, "Whether all of them are known")
      try c.column("l10_completeness_pct", &coverageOfLast10, scale: 1, in: 0...100, "Of his team's last 10 games")
      try c.column("l10_is_complete", &isCompleteLast10, "Whether all of them are known")
      try c.column("l7d_completeness_pct", &coverage7Days, scale: 1, in: 0...100, "Of its games of 7 days")
      try c.column("l7d_is_complete", &isComplete7Days, "Whether all of them are known")
      try c.column("l14d_completeness_pct", &coverage14Days, scale: 1, in: 0...100, "Of its games of 14 days")
      try c.column("l14d_is_complete", &isComplete14Days, "Whether all of them are known")
      try c.column("l30d_completeness_pct", &coverage30Days, scale: 1, in: 0...100, "Of its games of 30 days")
      try c.column("l30d_is_complete", &isComplete30Days, "Whether all of them are known")
      try c.column("gap_class", &gapClass, "NO_GAP, or DATA_GAP when player rows of an earlier game are not there")
      try c.column("quality_score", &qualityScore, scale: 1, in: 0...100, "100 less penalties")
      try c.column("data_quality_tier", &qualityTier, "Tier of the score")
      try c.column("data_quality_issues", &qualityIssues, "Why he is here, and what is missing")
      try c.column("is_production_ready", &isProductionReady, "Whether the tier is bronze or better")
      try c.column("processed_with_issues", &hasIssues, "Whether the score was reduced")
    }
  }
}
