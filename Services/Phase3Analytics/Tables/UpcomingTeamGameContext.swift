import Contracts
import League
import Pipeline
import Warehouse

/// What was known of each team before the tip-off: schedule, rest, travel, form and the market. Two rows a game, always.
struct UpcomingTeamGameContext: Table {
  static let name: TableName = "upcoming_team_game_context"
  let version = 3
  let purpose = "What was known of each team before the tip-off: schedule, rest, travel, form and the market."

  struct Row: Record {
    var team = TeamCode.atl
    var opponent = TeamCode.atl
    var gameID = ""
    var season = Season(startYear: 0)
    var gameType = GameType.regularSeason
    var isHome = false
    var daysRest: Int?
    var daysSinceLastGame: Int?
    var isBackToBack = false
    var gamesInLast7Days = 0
    var gamesInLast14Days = 0
    var gameNumber = 1
    var spread: Double?
    var openingSpread: Double?
    var spreadMovement: Double?
    var spreadSource: String?
    var total: Double?
    var openingTotal: Double?
    var totalMovement: Double?
    var totalSource: String?
    var impliedPoints: Double?
    var books: Int?
    var linesUpdatedAt: String?
    var playersOut: Int?
    var startersOut: Int?
    var questionablePlayers: Int?
    var winStreak = 0
    var lossStreak = 0
    var wins = 0
    var recordedGames = 0
    var lastMargin: Int?
    var lastResult: String?
    var travelMiles: Int?
    var timeZoneChanges: Int?
    var timeZonesEast: Int?
    var consecutiveRoadGames = 0
    var milesInLast14Days: Int?
    var timeZonesInLast14Days: Int?
    var pace: Double?
    var defensiveRating: Double?
    var freeThrowRateAllowed: Double?
    var startTimeLocal: String?
    var nextGameDaysRest: Int?
    var gamesInNext7Days: Int?
    var nextOpponentWinShare: Double?
    var isNextGamePrimetime: Bool?
    var isEarlySeason = false
    var insufficientDataReason: String?
    var completeness = CompletenessColumns()
    var coverage7Days = 100.0
    var isComplete7Days = true
    var coverage14Days = 100.0
    var isComplete14Days = true
    var qualityScore = 100.0
    var qualityTier = QualityTier.gold.rawValue
    var qualityIssues = ""
    var isProductionReady = true
    var hasIssues = false

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("team_abbr", &team, "The team")
      try c.column("opponent_team_abbr", &opponent, "Its opponent")
      try c.column("game_id", &gameID, "NBA game id, ten digits")
      try c.column("season", &season, "Season, from the game id")
      try c.column("game_type", &gameType, "Kind of game, from the game id")
      try c.column("home_game", &isHome, "Whether it is the home side by designation")
      try c.column(
        "team_days_rest", &daysRest, in: 0...300, "Days between the last game and this one (F11); null in the first")
      try c.column(
        "days_since_last_game", &daysSinceLastGame, in: 1...301, "team_days_rest + 1; null in the first game")
      try c.column("team_back_to_back", &isBackToBack, "Whether it played the day before (F12)")
      try c.column("games_in_last_7_days", &gamesInLast7Days, in: 0...7, "Games with D-7 <= date < D")
      try c.column("games_in_last_14_days", &gamesInLast14Days, in: 0...14, "Games with D-14 <= date < D")
      try c.column(
        "game_number_in_season", &gameNumber, in: 1...130, "1 + earlier games of regular season and playoffs")
      try c.column("game_spread", &spread, scale: 2, in: -40...40, "Median of books, own side, negative when favoured")
      try c.column("opening_spread", &openingSpread, scale: 2, in: -40...40, "Same at each book's first quote")
      try c.column("spread_movement", &spreadMovement, scale: 2, in: -40...40, "Spread less opening spread")
      try c.column("game_spread_source", &spreadSource, "The one book, or median of several; null without a spread")
      try c.column("game_total", &total, scale: 2, in: 150...300, "Median of books; null without lines")
      try c.column("opening_total", &openingTotal, scale: 2, in: 150...300, "Same at each book's first quote")
      try c.column("total_movement", &totalMovement, scale: 2, in: -100...100, "Total less opening total")
      try c.column("game_total_source", &totalSource, "The one book, or median of several; null without a total")
      try c.column("implied_team_total", &impliedPoints, scale: 3, in: 60...190, "total/2 - spread/2")
      try c.column("game_line_books", &books, in: 1...60, "Books behind the lines; null without lines")
      try c.column(
        "betting_lines_updated_at", &linesUpdatedAt, "Moment of the latest quote used, UTC; null when not recorded")
      try c.column("players_out_count", &playersOut, in: 0...25, "Its players out; null when nothing was collected")
      try c.column(
        "starters_out_count", &startersOut, in: 0...25,
        "Those who started half of their last ten games; null when starters are not known")
      try c.column(
        "questionable_players_count", &questionablePlayers, in: 0...25,
        "Its players questionable or doubtful; null when no league report was collected")
      try c.column("team_win_streak_entering", &winStreak, in: 0...82, "Games won in a row before D")
      try c.column("team_loss_streak_entering", &lossStreak, in: 0...82, "Games lost in a row before D")
      try c.column("wins_entering", &wins, in: 0...120, "Wins in regular season and playoffs before D")
      try c.column("games_entering", &recordedGames, in: 0...120, "Games in regular season and playoffs before D")
      try c.column("last_game_margin", &lastMargin, in: -120...120, "Margin of the last game; null in the first")
      try c.column("last_game_result", &lastResult, "W or L; null in the first game")
      try c.column(
        "travel_miles", &travelMiles, in: 0...12_000, "From the last venue, from home at first; null: venue unknown")
      try c.column("time_zone_changes", &timeZoneChanges, in: 0...10, "Zones moved on that way")
      try c.column("time_zones_east", &timeZonesEast, in: -10...10, "The same, positive eastward")
      try c.column(
        "consecutive_road_games", &consecutiveRoadGames, in: 0...41, "Away or neutral in a row, this one included")
      try c.column(
        "miles_traveled_last_14_days", &milesInLast14Days, in: 0...60_000, "Legs to games with D-14 < date <= D")
      try c.column("time_zones_crossed_last_14_days", &timeZonesInLast14Days, in: 0...60, "Zones moved on those legs")
      try c.column("pace_last_10", &pace, scale: 1, in: 60...140, "Mean pace of the last ten; null below three games")
      try c.column(
        "defensive_rating_last_10", &defensiveRating, scale: 2, in: 50...190, "Mean of the last ten; null below three")
      try c.column(
        "ft_rate_allowed_last_10", &freeThrowRateAllowed, scale: 3, in: 0...1, "Opponents' FTA/FGA; null below three")
      try c.column("game_start_time_local", &startTimeLocal, "HH:MM at the venue; null when tip or venue is unknown")
      try c.column(
        "next_game_days_rest", &nextGameDaysRest, in: 0...200,
        "Days to its next regular-season game less one; null: none, or not paired yet")
      try c.column(
        "games_in_next_7_days", &gamesInNext7Days, in: 0...7,
        "Regular-season games with D < date <= D+7; null when some are not paired yet, and outside the season")
      try c.column(
        "next_opponent_win_pct", &nextOpponentWinShare, scale: 3, in: 0...1, "Record of its next opponent before D")
      try c.column("next_game_is_primetime", &isNextGamePrimetime, "Null: no source tells of national television")
      try c.column("early_season_flag", &isEarlySeason, "Whether D is one of the season's first seven days")
      try c.column("insufficient_data_reason", &insufficientDataReason, "Why the row is thin; null when it is not")
      try completeness.columns(&c)
      try c.column("l7d_completeness_pct", &coverage7Days, scale: 1, in: 0...100, "Of its games of 7 days")
      try c.column("l7d_is_complete", &isComplete7Days, "Whether all of them are known")
      try c.column("l14d_completeness_pct", &coverage14Days, scale: 1, in: 0...100, "Of its games of 14 days")
      try c.column("l14d_is_complete", &isComplete14Days, "Whether all of them are known")
      try c.column("quality_score", &qualityScore, scale: 1, in: 0...100, "100 less penalties")
      try c.column("data_quality_tier", &qualityTier, "Tier of the score")
      try c.column("data_quality_issues", &qualityIssues, "What is missing or assumed")
      try c.column("is_production_ready", &isProductionReady, "Whether the tier is bronze or better")
      try c.column("processed_with_issues", &hasIssues, "Whether the score was reduced")
    }
  }

  let schedule = SameDate<ScheduledGame>()
  let season = WholeSeason<SeasonGame>()
  let lines = SameDate<GameLineSnapshot>()
  let injuries = SameDate<InjuryEntry>()
  let earlierInjuries = History<InjuryEntry>()
  let games = History<TeamGame>()
  let defended = History<DefendedGame>()
  let played = History<PlayedGame>()
  let appearances = History<Appearance>()
  var inputs: [any Input] {
    [schedule, season, lines, injuries, earlierInjuries, games, defended, played, appearances]
  }
  var expected: ExpectedRows { .perGame(2) }
  var quality: [QualityCheck] {
    [
      .rowsPerGame(in: 2...2, "each game has two sides"),
      .share("home_game", in: 0.5...0.5, fromRows: 2, else: .fail, "exactly one side of a game is at home"),
      .sum(
        ["actual_games_count", "missing_games_count"], equals: "expected_games_count", else: .fail, "by definition"),
      .share(
        "team_back_to_back", in: 0.10...0.25, fromRows: 300, over: .month,
        "14 to 20 % in whole months of regular seasons; in the playoffs there are none"),
      .varies("games_in_last_7_days", fromRows: 200, over: .month, "the load differs between teams"),
      .varies("travel_miles", fromRows: 12, "ways differ between teams"),
    ]
  }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let quotes = Dictionary(grouping: try view[lines], by: \.gameID)
    let games = try view[games]
    let defended = try view[defended]
    let played = try view[played]
    let appearances = try view[appearances]
    let season = try view[season]
    let stage = SeasonStage(of: date, in: season)
    let ahead = LookAhead(after: date, in: season)
    let board = InjuryBoard(earlier: try view[earlierInjuries], today: try view[injuries])
    func seasonSoFar(of team: TeamCode) -> TeamForm {
      TeamForm(before: date, games: games.of(team), defended: defended.of(team))
    }
    var rows: [Row] = []
    for game in try view[schedule] {
      guard let id = GameID(game.gameID) else {
        throw PipelineError.permanent("games on \(date) holds '\(game.gameID)', which is no NBA game id")
      }
      guard id.type.isAnalysed else { continue }
      for team in [game.homeTeam, game.awayTeam] {
        let form = seasonSoFar(of: team)
        var quality = RowQuality()
        quality.noteSample(games: form.record.games)
        var row = row(for: team, in: game, id: id, form: form)
        row.setLines(quotes[game.gameID] ?? [], quality: &quality)
        row.setTravel(form.itinerary(of: team, season: id.season, to: game))
        if id.type == .regularSeason {
          row.gamesInNext7Days = ahead.gamesInNext7Days(of: team)
          if let next = ahead.next(of: team), let opponent = next.opponent(of: team) {
            row.nextGameDaysRest = next.playedOn.days(since: date) - 1
            row.nextOpponentWinShare = seasonSoFar(of: opponent).winShare
          }
        }
        row.setCompleteness(form.completeness(of: team, in: season), stage: stage)
        let roster = TeamRoster(
          of: team, list: nil, quoted: [], appearances: appearances.of(team),
          notices: board.notices(of: team, in: game.gameID), currentTeam: { played.of($0).last?.team })
        row.setAbsences(of: roster, appearances: appearances.of(team), quality: &quality)
        if game.isNeutral == nil { quality.note("venue_assumed") }
        if stage.isEarly { quality.note("early_season") }
        row.insufficientDataReason = form.record.games < 3 ? "fewer than three games this season" : nil
        row.qualityScore = quality.score
        row.qualityTier = quality.tier.rawValue
        row.qualityIssues = quality.text
        row.isProductionReady = quality.tier.isProductionReady
        row.hasIssues = quality.isReduced
        rows.append(row)
      }
    }
    return Partition(rows)
  }

  private func row(for team: TeamCode, in game: ScheduledGame, id: GameID, form: TeamForm) -> Row {
    let isHome = team == game.homeTeam
    let record = form.record
    var row = Row()
    row.team = team
    row.opponent = isHome ? game.awayTeam : game.homeTeam
    row.gameID = game.gameID
    row.season = id.season
    row.gameType = id.type
    row.isHome = isHome
    row.daysRest = form.rest.daysRest
    row.daysSinceLastGame = form.rest.daysRest.map { $0 + 1 }
    row.isBackToBack = form.rest.isBackToBack
    row.gamesInLast7Days = form.rest.games(inLast: 7)
    row.gamesInLast14Days = form.rest.games(inLast: 14)
    row.gameNumber = record.games + 1
    row.winStreak = form.winStreak
    row.lossStreak = form.lossStreak
    row.wins = record.wins
    row.recordedGames = record.games
    row.lastMargin = form.lastGame?.margin
    row.lastResult = form.lastGame.map { $0.isWin ? "W" : "L" }
    row.pace = form.pace
    row.defensiveRating = form.defensiveRating
    row.freeThrowRateAllowed = form.freeThrowRateAllowed
    if let tipOff = game.tipOff, game.isNeutral != true {
      row.startTimeLocal = Arena.home(of: game.homeTeam, in: id.season).localTime(utc: tipOff)
    }
    return row
  }
}

extension UpcomingTeamGameContext.Row {
  fileprivate mutating func setLines(_ snapshots: [GameLineSnapshot], quality: inout RowQuality) {
    let line = GameLine(quotes: snapshots.lazy.map(\.quote))
    spread = line?.spread(isHome: isHome)
    openingSpread = line?.openingHomeSpread.map { isHome ? $0 : -$0 }
    spreadMovement = openingSpread.flatMap { opening in spread.map { $0 - opening } }
    spreadSource = line?.spreadSource
    total = line?.total
    openingTotal = line?.openingTotal
    totalMovement = openingTotal.flatMap { opening in total.map { $0 - opening } }
    totalSource = line?.totalSource
    impliedPoints = line?.impliedPoints(isHome: isHome)
    books = line?.books
    linesUpdatedAt =
      line == nil ? nil : snapshots.lazy.filter { ($0.minutesBeforeTip ?? 0) >= 0 }.compactMap(\.snapshot).max()
    if spread == nil { quality.note("missing_game_spread", penalty: 5) }
    if total == nil { quality.note("missing_game_total", penalty: 5) }
  }

  fileprivate mutating func setCompleteness(_ games: Completeness, stage: SeasonStage) {
    let (week, fortnight) = (games.inLast(days: 7), games.inLast(days: 14))
    isEarlySeason = stage.isEarly
    coverage7Days = week.percentage
    isComplete7Days = week.isComplete
    coverage14Days = fortnight.percentage
    isComplete14Days = fortnight.isComplete
    completeness.set(games.season, windows: [week, fortnight], stage: stage)
  }

  fileprivate mutating func setAbsences(
    of roster: TeamRoster, appearances: EntityRows<Appearance>, quality: inout RowQuality
  ) {
    guard roster.knowsInjuries else {
      quality.note("injuries_not_collected")
      return
    }
    let out = roster.members.filter { $0.notice?.availability == .out }
    playersOut = out.count
    if roster.isOfLeagueReport {
      questionablePlayers = roster.members.count {
        $0.notice?.availability == .questionable || $0.notice?.availability == .doubtful
      }
    }
    var starters = 0
    for player in out {
      let flags = appearances.filter { $0.playerID == player.playerID }.suffix(10).map(\.isStarter)
      guard flags.allSatisfy({ $0 != nil }) else { return }
      starters += 2 * flags.count { $0 == true } >= flags.count ? 1 : 0
    }
    startersOut = starters
  }

  fileprivate mutating func setTravel(_ itinerary: Itinerary) {
    let leg = itinerary.lastLeg
    travelMiles = leg?.miles
    timeZoneChanges = leg.map { abs($0.zonesEast) }
    timeZonesEast = leg?.zonesEast
    consecutiveRoadGames = itinerary.consecutiveRoadGames
    let travelled = itinerary.travelled(inLast: 14)
    milesInLast14Days = travelled?.miles
    timeZonesInLast14Days = travelled?.zones
  }
}
