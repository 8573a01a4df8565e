import Contracts
import League
import Pipeline
import Warehouse

/// What the systems know of each player before his game: the one row that every prediction is made from, that the model is
/// trained on, and in which later games look for similar ones. Its digest stands in each prediction.
struct PredictionFeatures: Table {
  static let name: TableName = "prediction_features"
  let version = 2
  let bootstrap = BootstrapPolicy.skip
  let purpose = "What the systems know of each player before his game: each prediction is made from one row."

  struct Row: Record {
    var gameID = ""
    var playerID = 0
    var playerLookup = ""
    var team = TeamCode.atl
    var opponent = TeamCode.atl
    var isHome = false
    var line: Double?
    var book: String?
    var injury: InjuryStatus?
    var injurySource: InjurySource?
    var injuryReason: String?
    var daysRest: Int?
    var minutesLast10: Double?
    var rules = RuleVector()
    var model = ModelVector()
    var digest = ""
    var storeVersion = ""
    var modelVersion = ModelVector.version
    var quality = 0.0

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("game_id", &gameID, "NBA game id, ten digits")
      try c.key("player_id", &playerID, "NBA person id")
      try c.column("player_lookup", &playerLookup, "Name as lower-case letters and digits")
      try c.column("team_abbr", &team, "His team")
      try c.column("opponent_team_abbr", &opponent, "The other team")
      try c.column("home_game", &isHome, "Whether his team is the home side")
      try c.column(
        "current_points_line", &line, scale: 1, in: 0.5...100, "A book's line from before the tip-off, or null")
      try c.column("sportsbook", &book, "The book of the line, or median; null without one")
      try c.column(
        "injury_status", &injury, "AVAILABLE, PROBABLE, QUESTIONABLE, DOUBTFUL or OUT; null when nothing was collected")
      try c.column("injury_status_source", &injurySource, "league_report or transaction_log; null likewise")
      try c.column("injury_reason", &injuryReason, "The source's words; null when he is available or not listed")
      try c.column("days_rest", &daysRest, in: 0...300, "Days between his last game and this one; null in the first")
      try c.column("minutes_avg_last_10", &minutesLast10, scale: 4, in: 0...70, "Mean minutes of the last 10 played")
      try rules.columns(&c)
      try model.columns(&c)
      try c.column("features_digest", &digest, "Digest of the features from points_avg_last_5 to game_has_lines")
      try c.column("feature_version", &storeVersion, "Version of the feature store's vector")
      try c.column("model_vector_version", &modelVersion, "Version of the trained model's vector")
      try c.column("feature_quality_score", &quality, scale: 2, in: 0...100, "Quality of the feature store's vector")
    }
  }

  let features = SameDate<PlayerFeatures>()
  let listed = SameDate<ScheduledPlayer>()
  let defenses = SameDate<DefenseByZone>()
  let season = History<PastGame>()
  let memory = History<PastGame>(seasons: 3)
  let scores = History<TeamScore>()
  let concessions = History<TeamConcession>()
  var inputs: [any Input] { [features, listed, defenses, season, memory, scores, concessions] }

  var quality: [QualityCheck] {
    [
      .nulls("form_points", atMost: 0.02, "the model starts from it; three played games give one"),
      .nulls("points_avg_season", atMost: 0.02, "no system predicts without a scoring average"),
      .varies("form_points", "a constant is a broken history"),
    ]
  }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let players = try view[features]
    guard !players.isEmpty else { return .empty("the feature store has no player on this date") }
    let listed = try view[listed]
    let contexts = Dictionary(listed.map { ($0.playerID, $0) }) { first, _ in first }
    let defenses = Dictionary(try view[defenses].map { ($0.team, $0) }) { first, _ in first }
    let market = Market(listed)
    let teams = TeamForms(scores: try view[scores], concessions: try view[concessions])
    let season = try view[season]
    let memory = try view[memory]

    var rows: [Row] = []
    var unlisted = 0
    for player in players {
      guard let context = contexts[player.playerID], context.gameID == player.gameID else {
        unlisted += 1
        continue
      }
      let form = PlayerForm(season: season.of(player.playerID), all: memory.of(player.playerID))
      rows.append(
        try Self.row(
          for: player.withoutStandIns, context: context, form: form, teams: teams,
          defense: defenses[context.opponent], market: market))
    }
    var shortcomings: [String] = []
    if unlisted > 0 { shortcomings.append("\(unlisted) players have no context of their game") }
    let unsourced = listed.count { $0.pointsLine != nil && $0.line == nil }
    if unsourced > 0 { shortcomings.append("\(unsourced) lines name no book and are not used") }
    return Partition(rows, expected: players.count, shortcomings: shortcomings)
  }

  /// - Parameter player: without stand-ins.
  static func row(
    for player: PlayerFeatures, context: ScheduledPlayer, form: PlayerForm, teams: TeamForms, defense: DefenseByZone?,
    market: Market
  ) throws -> Row {
    var row = Row()
    row.gameID = player.gameID
    row.playerID = player.playerID
    row.playerLookup = player.playerLookup
    row.team = context.team
    row.opponent = context.opponent
    row.isHome = context.isHome
    row.line = context.line?.points
    row.book = context.line?.book
    row.injury = context.status.flatMap(InjuryStatus.init(reported:))
    row.injurySource = context.statusSource
    row.injuryReason = context.report
    row.daysRest = player.daysRest
    row.minutesLast10 = player.minutesLast10
    row.storeVersion = player.version
    row.quality = player.quality

    row.rules = player.vector
    row.rules.opponentRating = defense?.rating
    row.rules.leagueRating = teams.leagueRating
    row.rules.zoneShares = form.zoneShares
    row.rules.zoneDefense = defense?.relative ?? ZoneValues()

    form.fill(&row.model)
    row.model.set(player)
    row.model.set(context, form: form, teams: teams)
    row.model.set(context, market: market, league: teams.leagueScore)

    var digest = VectorDigest()
    try row.rules.columns(&digest)
    try row.model.columns(&digest)
    row.digest = digest.text()
    return row
  }
}

extension ModelVector {
  /// What the feature store knows.
  fileprivate mutating func set(_ player: PlayerFeatures) {
    self[.rest] = player.daysRest.map(Double.init)
    self[.backToBack] = player.vector.backToBack
    self[.gamesLast7Days] = player.vector.gamesLast7Days
    self[.versusOpponent] = player.pointsVersusOpponent
    self[.gamesVersusOpponent] = player.gamesVersusOpponent
    self[.opponentRating] = player.opponentRating
    self[.fatigue] = player.vector.fatigue
    self[.paintShare] = player.paintShare
    self[.threeShare] = player.threeShare
    self[.freeThrowShare] = player.freeThrowShare
    self[.playoffs] = player.playoffGame
  }

  /// What the teams of the game have done.
  fileprivate mutating func set(_ context: ScheduledPlayer, form: PlayerForm, teams: TeamForms) {
    let teamGames = teams.games(of: context.team)
    self[.home] = context.isHome ? 1 : 0
    self[.presence] = teamGames > 0 ? Double(form.games) / Double(teamGames) : nil
    self[.missed] = form.last.flatMap { last in
      last.team == context.team ? Double(teams.games(of: context.team, after: last.gameDate)) : nil
    }
    guard let league = teams.leagueScore else { return }
    self[.opponentAllows] = teams.allowed(by: context.opponent).map { $0 - league }
    self[.opponentAllowsLast15] = teams.allowedInLast15(by: context.opponent)
    self[.teamScores] = teams.scored(by: context.team).map { $0 - league }
    self[.opponentScores] = teams.scored(by: context.opponent)
  }

  /// What the books say.
  fileprivate mutating func set(_ context: ScheduledPlayer, market: Market, league: Double?) {
    self[.spread] = context.spread
    if let total = context.total, let league {
      self[.impliedTotal] = total - 2 * league
      self[.impliedScore] = context.spread.map { total / 2 - $0 / 2 - league }
    }
    self[.line] = context.line?.points
    self[.lineOverForm] = context.line.flatMap { line in self[.formPoints].map { line.points - $0 } }
    self[.lineMove] = context.line.flatMap { line in context.openingLine.map { line.points - $0 } }
    self[.gameHasLines] = market.hasLines(context.gameID) ? 1 : 0
  }
}
