import Contracts
import League
import Pipeline
import Warehouse

/// What was known of each player before the tip-off: rest, load, form, line and opponent.
///
/// The players are those in the game's box score, those who appeared in one of the team's last three games and were not
/// listed for another team since, and those a book has a line for. `data_quality_issues` says which.
struct UpcomingPlayerGameContext: Table {
  static let name: TableName = "upcoming_player_game_context"
  let version = 1

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
    var spread: Double?
    var openingSpread: Double?
    var spreadMovement: Double?
    var total: Double?
    var openingTotal: Double?
    var totalMovement: Double?
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
    var usageLast7: Double?
    var projectedUsage: Double?
    var paceDifferential: Double?
    var opponentPace: Double?
    var opponentDefensiveRating: Double?
    var opponentFreeThrowRate: Double?
    var shootingDecline: Double?
    var travelMiles: Int?
    var timeZoneChanges: Int?
    var consecutiveRoadGames: Int?
    var milesInLast14Days: Int?
    var timeZonesInLast14Days: Int?
    var opponentDaysRest: Int?
    var qualityScore = 100.0
    var qualityTier = QualityTier.gold.rawValue
    var qualityIssues = ""

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
      try c.column("game_spread", &spread, scale: 2, in: -40...40, "Own team's view, negative when favoured")
      try c.column("opening_spread", &openingSpread, scale: 2, in: -40...40, "Same at each book's first quote")
      try c.column("spread_movement", &spreadMovement, scale: 2, in: -40...40, "Spread less opening spread")
      try c.column("game_total", &total, scale: 2, in: 150...300, "Median of books; null without lines")
      try c.column("opening_total", &openingTotal, scale: 2, in: 150...300, "Same at each book's first quote")
      try c.column("total_movement", &totalMovement, scale: 2, in: -100...100, "Total less opening total")
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
      try c.column("avg_usage_rate_last_7_games", &usageLast7, scale: 2, in: 0...400, "Mean over his last 7 games")
      try c.column("projected_usage_rate", &projectedUsage, scale: 2, in: 0...400, "Mean over his last 10 games")
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
        "travel_miles", &travelMiles, in: 0...12_000, "His team's way; null if he joined it since its last game")
      try c.column("time_zone_changes", &timeZoneChanges, in: 0...10, "Zones moved on that way")
      try c.column(
        "consecutive_road_games", &consecutiveRoadGames, in: 0...41, "Away or neutral in a row, this one included")
      try c.column(
        "miles_traveled_last_14_days", &milesInLast14Days, in: 0...60_000, "Legs to games with D-14 < date <= D")
      try c.column("time_zones_crossed_last_14_days", &timeZonesInLast14Days, in: 0...60, "Zones moved on those legs")
      try c.column("opponent_days_rest", &opponentDaysRest, in: 0...300, "F11 of the opponent; null in its first game")
      try c.column("quality_score", &qualityScore, scale: 1, in: 0...100, "100 less penalties")
      try c.column("data_quality_tier", &qualityTier, "Tier of the score")
      try c.column("data_quality_issues", &qualityIssues, "Why he is here, and what is missing")
    }
  }

  let teams = SameDate<TeamContext>()
  let listed = SameDate<ListedPlayer>()
  let props = SameDate<PropSnapshot>()
  let games = History<PlayedGame>()
  let appearances = History<Appearance>()
  var inputs: [any Input] { [teams, listed, props, games, appearances] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let contexts = try view[teams]
    let byTeam = Dictionary(contexts.map { ($0.team, $0) }) { first, _ in first }
    let inBox = try view[listed]
    let listed = Dictionary(grouping: inBox, by: \.team)
    let listedTeam = Dictionary(inBox.map { ($0.playerID, $0.team) }) { first, _ in first }
    let board = PropBoard(try view[props])
    let games = try view[games]
    let appearances = try view[appearances]

    var rows: [Row] = []
    var unknown: [String] = []
    for context in contexts {
      let roster = TeamRoster(
        of: context.team, listed: listed[context.team] ?? [], quoted: board.players(in: context.gameID),
        appearances: appearances.of(context.team), currentTeam: { listedTeam[$0] ?? games.of($0).last?.team })
      if roster.members.isEmpty { unknown.append(context.team.rawValue) }
      for member in roster.members {
        rows.append(
          row(
            for: member, of: roster, context: context, opponent: byTeam[context.opponent],
            form: PlayerForm(before: date, games: games.of(member.playerID)),
            prop: board.line(player: member.playerID, in: context.gameID)))
      }
    }
    return Partition(
      rows,
      shortcomings: unknown.isEmpty ? [] : ["no player is known of \(unknown.sorted().joined(separator: ", "))"])
  }

  private func row(
    for member: TeamRoster.Member, of roster: TeamRoster, context: TeamContext, opponent: TeamContext?,
    form: PlayerForm,
    prop: PropLine?
  ) -> Row {
    var quality = RowQuality()
    quality.note(member.reason.rawValue)
    quality.noteSample(games: form.games)
    var row = Row()
    row.playerID = member.playerID
    row.playerLookup = member.playerLookup
    row.playerName = member.playerName
    row.team = context.team
    row.opponent = context.opponent
    row.gameID = context.gameID
    row.season = context.season
    row.gameType = context.gameType
    row.isHome = context.isHome
    row.seasonPhase = SeasonPhase(of: context.gameType, on: form.rest.date).rawValue
    row.setForm(form)
    row.setMarket(prop, form: form, context: context)
    row.setOpponent(opponent, own: context)
    if let last = form.played.last, last.team == context.team {
      row.setTravel(of: context)
    }
    if prop == nil { quality.note("missing_line") }
    if context.spread == nil { quality.note("missing_game_spread", penalty: 5) }
    if context.total == nil { quality.note("missing_game_total", penalty: 5) }
    if let days = context.daysSinceLastGame, let known = roster.lastKnownGame,
      known < form.rest.date.adding(days: -days)
    {
      quality.note("unboxed_team_game")
    }
    row.qualityScore = quality.score
    row.qualityTier = quality.tier.rawValue
    row.qualityIssues = quality.text
    return row
  }
}

extension UpcomingPlayerGameContext.Row {
  fileprivate mutating func setForm(_ form: PlayerForm) {
    isBackToBack = form.rest.isBackToBack
    daysRest = form.rest.daysRest
    daysRestBeforeLastGame = form.rest.daysRestBeforeLastGame
    daysSinceTwoDaysRest = form.rest.daysSinceGameAfterTwoDaysRest
    gamesInLast7Days = form.rest.games(inLast: 7)
    gamesInLast14Days = form.rest.games(inLast: 14)
    minutesInLast7Days = form.minutes(inLast: 7)
    minutesInLast14Days = form.minutes(inLast: 14)
    minutesPerGameInLast7Days = form.minutesPerGameInLast7Days
    backToBacksInLast14Days = form.rest.backToBacks(inLast: 14)
    pointsLast5 = form.points(inLast: 5)
    pointsLast10 = form.points(inLast: 10)
    gamesOfLast5 = min(5, form.games)
    gamesOfLast10 = min(10, form.games)
    sampleOfLast5 = SampleQuality(games: form.games, of: 5).rawValue
    sampleOfLast10 = SampleQuality(games: form.games, of: 10).rawValue
    usageLast7 = form.usage(inLast: 7)
    projectedUsage = form.usage(inLast: 10)
    shootingDecline = form.shootingDecline
  }

  fileprivate mutating func setMarket(_ prop: PropLine?, form: PlayerForm, context: TeamContext) {
    hasPropLine = prop != nil
    pointsLine = prop?.line
    openingLine = prop?.openingLine
    lineMovement = prop?.movement
    lineSource = prop?.source
    let streak = prop.map { PropStreak(pointsNewestFirst: form.pointsNewestFirst, line: $0.line) }
    overStreak = streak?.over
    underStreak = streak?.under
    spread = context.spread
    openingSpread = context.openingSpread
    spreadMovement = context.spreadMovement
    total = context.total
    openingTotal = context.openingTotal
    totalMovement = context.totalMovement
  }

  fileprivate mutating func setOpponent(_ opponent: TeamContext?, own: TeamContext) {
    opponentPace = opponent?.pace
    opponentDefensiveRating = opponent?.defensiveRating
    opponentFreeThrowRate = opponent?.freeThrowRateAllowed
    opponentDaysRest = opponent?.daysRest
    if let theirs = opponent?.pace, let ours = own.pace {
      paceDifferential = theirs - ours
    }
  }

  fileprivate mutating func setTravel(of context: TeamContext) {
    travelMiles = context.travelMiles
    timeZoneChanges = context.timeZoneChanges
    consecutiveRoadGames = context.consecutiveRoadGames
    milesInLast14Days = context.milesInLast14Days
    timeZonesInLast14Days = context.timeZonesInLast14Days
  }
}
