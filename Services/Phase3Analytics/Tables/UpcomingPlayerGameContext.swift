import Contracts
import League
import Pipeline
import Warehouse

/// What was known of each player before the tip-off: rest, load, form, line and opponent.
///
/// The players are those of ``TeamRoster``: known to belong to the team before the game, never those who turned out to play.
/// `data_quality_issues` says why each is here.
struct UpcomingPlayerGameContext: Table {
  static let name: TableName = "upcoming_player_game_context"
  let version = 2
  let purpose =
    "What was known of each expected player before the tip-off: rest, load, form, line, availability and opponent."

  /// Raised with ``version`` when the meaning of a context changes.
  static let contextVersion = 2

  let teams = SameDate<TeamContext>()
  // Not known before a live game; a roster from memory stands in for it.
  let listed = SameDate<ListedPlayer>(passesSkipOn: false)
  let props = SameDate<PropSnapshot>()
  let injuries = SameDate<InjuryEntry>()
  let earlierInjuries = History<InjuryEntry>()
  let games = History<PlayedGame>()
  let teamGames = History<TeamGame>()
  let appearances = History<Appearance>()
  var inputs: [any Input] { [teams, listed, props, injuries, earlierInjuries, games, teamGames, appearances] }
  var quality: [QualityCheck] {
    [
      .rowsPerGame(in: 16...44, "two teams of eight to twenty-two"),
      .sum(
        ["actual_games_count", "missing_games_count"], equals: "expected_games_count", else: .fail, "by definition"),
      .share(
        "back_to_back", in: 0.08...0.25, fromRows: 5000, over: .month,
        "of all who are expected, the absent among them; 10 to 12 % in whole months of regular seasons"),
      .varies("points_avg_last_5", "a constant average is a broken history"),
      .varies("points_avg_last_10", "a constant average is a broken history"),
      .varies("minutes_in_last_7_days", "the load differs between players"),
      .mean("quality_score", in: 50...100, "thin samples and missing lines cost at most half"),
    ]
  }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let contexts = try view[teams]
    let byTeam = Dictionary(contexts.map { ($0.team, $0) }) { first, _ in first }
    let lists = Dictionary(grouping: try view[listed], by: \.team).filter { ListedPlayer.areList($0.value) }
    let listedFor = Dictionary(lists.values.joined().map { ($0.playerID, $0.team) }) { first, _ in first }
    let board = PropBoard(try view[props])
    let injuries = InjuryBoard(earlier: try view[earlierInjuries], today: try view[injuries])
    let games = try view[games]
    let appearances = try view[appearances]
    let coverage = TeamCoverage(games: try view[teamGames], appearances: appearances)

    var rows: [Row] = []
    var unknown: [String] = []
    for context in contexts {
      let roster = TeamRoster(
        of: context.team, list: lists[context.team], quoted: board.players(in: context.gameID),
        appearances: appearances.of(context.team), notices: injuries.notices(of: context.team, in: context.gameID),
        currentTeam: { listedFor[$0] ?? games.of($0).last?.team })
      if roster.members.isEmpty { unknown.append(context.team.rawValue) }
      let squad = Squad(roster, on: date, games: games)
      for (member, form) in zip(roster.members, squad.forms) {
        let prop = board.line(player: member.playerID, in: context.gameID)
        var row = row(
          for: member, of: roster, context: context, opponent: byTeam[context.opponent], form: form, prop: prop)
        row.setAbsences(squad, of: roster, member: member, form: form)
        row.setCompleteness(coverage.games(of: games.of(member.playerID), before: date), context: context)
        rows.append(row)
      }
    }
    if rows.isEmpty, !contexts.isEmpty {
      return .empty("before the season's first games with a box no source tells whom a team has")
    }
    return Partition(
      rows,
      shortcomings: unknown.isEmpty ? [] : ["no player is known of \(unknown.sorted().joined(separator: ", "))"])
  }

  private func row(
    for member: TeamRoster.Member, of roster: TeamRoster, context: TeamContext, opponent: TeamContext?,
    form: PlayerForm, prop: PropLine?
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
    if member.notice == nil { quality.note("injuries_not_collected") }
    if context.isEarlySeason { quality.note("early_season") }
    if let days = context.daysSinceLastGame, let known = roster.lastKnownGame,
      known < form.rest.date.adding(days: -days)
    {
      quality.note("unboxed_team_game")
    }
    row.qualityScore = quality.score
    row.qualityTier = quality.tier.rawValue
    row.qualityIssues = quality.text
    row.isProductionReady = quality.tier.isProductionReady
    row.hasIssues = quality.isReduced
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
    shootingDecline = form.shootingDecline
    fourthQuarterMinutes = form.fourthQuarterMinutesInLast7Days
    fourthQuarterProduction = form.fourthQuarterPointsInLast7Games
  }

  fileprivate mutating func setMarket(_ prop: PropLine?, form: PlayerForm, context: TeamContext) {
    hasPropLine = prop != nil
    pointsLine = prop?.line
    openingLine = prop?.openingLine
    lineMovement = prop?.movement
    lineSource = prop?.source
    openingLineSource = prop?.openingSource
    let streak = prop.map { PropStreak(pointsNewestFirst: form.pointsNewestFirst, line: $0.line) }
    overStreak = streak?.over
    underStreak = streak?.under
    spread = context.spread
    openingSpread = context.openingSpread
    spreadMovement = context.spreadMovement
    spreadSource = context.spreadSource
    total = context.total
    openingTotal = context.openingTotal
    totalMovement = context.totalMovement
    totalSource = context.totalSource
  }

  fileprivate mutating func setOpponent(_ opponent: TeamContext?, own: TeamContext) {
    opponentPace = opponent?.pace
    opponentDefensiveRating = opponent?.defensiveRating
    opponentFreeThrowRate = opponent?.freeThrowRateAllowed
    opponentDaysRest = opponent?.daysRest
    opponentGamesInNext7Days = opponent?.gamesInNext7Days
    opponentNextGameDaysRest = opponent?.nextGameDaysRest
    nextGameDaysRest = own.nextGameDaysRest
    gamesInNext7Days = own.gamesInNext7Days
    isNextGamePrimetime = own.isNextGamePrimetime
    nextOpponentWinShare = own.nextOpponentWinShare
    startTimeLocal = own.startTimeLocal
    if let theirs = opponent?.pace, let ours = own.pace {
      paceDifferential = theirs - ours
    }
  }

  fileprivate mutating func setAbsences(
    _ squad: Squad, of roster: TeamRoster, member: TeamRoster.Member, form: PlayerForm
  ) {
    projectedUsage = form.usage(inLast: 10).map {
      member.notice?.availability == .out ? $0 : squad.shares.projected($0)
    }
    guard let notice = member.notice else { return }
    availability = notice.availability
    availabilitySource = notice.origin
    injuryReport = notice.reason
    starTeammatesOut = squad.absentStars.count { $0 != member.playerID }
    guard roster.isOfLeagueReport else { return }
    func teammates(_ availability: Availability) -> Int {
      roster.members.count { $0.playerID != member.playerID && $0.notice?.availability == availability }
    }
    questionableTeammates = teammates(.questionable)
    probableTeammates = teammates(.probable)
  }

  fileprivate mutating func setCompleteness(_ games: Completeness, context: TeamContext) {
    let windows = [
      games.last(5), games.last(10), games.inLast(days: 7), games.inLast(days: 14), games.inLast(days: 30),
    ]
    coverageOfLast5 = windows[0].percentage
    isCompleteLast5 = windows[0].isComplete
    coverageOfLast10 = windows[1].percentage
    isCompleteLast10 = windows[1].isComplete
    coverage7Days = windows[2].percentage
    isComplete7Days = windows[2].isComplete
    coverage14Days = windows[3].percentage
    isComplete14Days = windows[3].isComplete
    coverage30Days = windows[4].percentage
    isComplete30Days = windows[4].isComplete
    let season = games.season
    gapClass = season.missing == 0 ? "NO_GAP" : "DATA_GAP"
    completeness.set(
      season, windows: windows,
      stage: SeasonStage(isEarly: context.isEarlySeason, isBoundary: context.isSeasonBoundary))
  }

  fileprivate mutating func setTravel(of context: TeamContext) {
    travelMiles = context.travelMiles
    timeZoneChanges = context.timeZoneChanges
    consecutiveRoadGames = context.consecutiveRoadGames
    milesInLast14Days = context.milesInLast14Days
    timeZonesInLast14Days = context.timeZonesInLast14Days
  }
}
