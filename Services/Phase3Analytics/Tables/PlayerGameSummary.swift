import Contracts
import League
import Pipeline
import Warehouse

/// What each player listed in a finished game did, beside the line he was held to.
struct PlayerGameSummary: Table {
  static let name: TableName = "player_game_summary"
  let version = 2
  let purpose = "What each player listed in a finished game did, beside the line he was held to."

  struct Row: Record {
    var playerID = 0
    var playerLookup = ""
    var playerName = ""
    var gameID = ""
    var season = Season(startYear: 0)
    var gameType = GameType.regularSeason
    var countsForAverages = true
    var team = TeamCode.atl
    var opponent = TeamCode.atl
    var isHome = false
    var points: Int?
    var assists: Int?
    var steals: Int?
    var blocks: Int?
    var turnovers: Int?
    var offensiveRebounds: Int?
    var defensiveRebounds: Int?
    var rebounds: Int?
    var fieldGoalsAttempted: Int?
    var fieldGoalsMade: Int?
    var threesAttempted: Int?
    var threesMade: Int?
    var freeThrowsAttempted: Int?
    var freeThrowsMade: Int?
    var fouls: Int?
    var plusMinus: Int?
    var minutes: Double?
    var paintAttempts: Int?
    var paintMakes: Int?
    var midRangeAttempts: Int?
    var midRangeMakes: Int?
    var assistedMakes: Int?
    var unassistedMakes: Int?
    var paintBlocks: Int?
    var midRangeBlocks: Int?
    var threeBlocks: Int?
    var andOnes: Int?
    var fourthQuarterMinutes: Double?
    var fourthQuarterPoints: Int?
    var usage: Double?
    var trueShooting: Double?
    var effectiveFieldGoals: Double?
    var isStarter: Bool?
    var isWin = false
    var pointsLine: Double?
    var overUnder: String?
    var margin: Double?
    var openingLine: Double?
    var lineMovement: Double?
    var lineSource: String?
    var openingLineSource: String?
    var isActive = false
    var status = PlayerStatus.active
    var notPlayingReason: String?
    var areZonesEstimated = false
    var hasShotCounts = false
    var source = ""
    var qualityScore = 100.0
    var qualityTier = QualityTier.gold.rawValue
    var qualityIssues = ""
    var isProductionReady = true
    var hasIssues = false

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("player_id", &playerID, "NBA person id")
      try c.column("player_lookup", &playerLookup, "Name as lower-case letters and digits")
      try c.column("player_full_name", &playerName, "Name as printed")
      try c.column("game_id", &gameID, "NBA game id, ten digits")
      try c.column("season", &season, "Season, from the game id")
      try c.column("game_type", &gameType, "Kind of game, from the game id")
      try c.column("counts_for_averages", &countsForAverages, "False for the cup final")
      try c.column("team_abbr", &team, "His team in this game")
      try c.column("opponent_team_abbr", &opponent, "The other team")
      try c.column("is_home", &isHome, "Whether his team is the home side")
      try c.column("points", &points, in: 0...100, "Points; null when he did not play")
      try c.column("assists", &assists, in: 0...40, "Assists; null when he did not play")
      try c.column("steals", &steals, in: 0...20, "Steals; null when he did not play")
      try c.column("blocks", &blocks, in: 0...20, "Blocks; null when he did not play")
      try c.column("turnovers", &turnovers, in: 0...20, "Turnovers; null when he did not play")
      try c.column("offensive_rebounds", &offensiveRebounds, in: 0...30, "Null when the source has only the total")
      try c.column("defensive_rebounds", &defensiveRebounds, in: 0...40, "Null when the source has only the total")
      try c.column("rebounds", &rebounds, in: 0...50, "Rebounds; null when he did not play")
      try c.column("fg_attempts", &fieldGoalsAttempted, in: 0...60, "Field goals attempted; null when not recorded")
      try c.column("fg_makes", &fieldGoalsMade, in: 0...40, "Field goals made; null when not recorded")
      try c.column("three_pt_attempts", &threesAttempted, in: 0...40, "Threes attempted; null when not recorded")
      try c.column("three_pt_makes", &threesMade, in: 0...25, "Threes made; null when not recorded")
      try c.column("ft_attempts", &freeThrowsAttempted, in: 0...50, "Free throws attempted; null when not recorded")
      try c.column("ft_makes", &freeThrowsMade, in: 0...50, "Free throws made; null when not recorded")
      try c.column("personal_fouls", &fouls, in: 0...10, "Fouls; null when not recorded")
      try c.column("plus_minus", &plusMinus, in: -80...80, "Plus-minus; null when not recorded")
      try c.column(
        "minutes_played", &minutes, scale: 2, in: 0...90, "Minutes: exact where known, else whole; 0 for none")
      try c.column("paint_attempts", &paintAttempts, in: 0...50, "Attempts in the paint; null without shots")
      try c.column("paint_makes", &paintMakes, in: 0...40, "Makes in the paint; null without shots")
      try c.column("mid_range_attempts", &midRangeAttempts, in: 0...40, "Other twos attempted; null without shots")
      try c.column("mid_range_makes", &midRangeMakes, in: 0...30, "Other twos made; null without shots")
      try c.column("assisted_fg_makes", &assistedMakes, in: 0...40, "Makes with an assist; null when not recorded")
      try c.column("unassisted_fg_makes", &unassistedMakes, in: 0...40, "Makes without one; null when not recorded")
      try c.column("paint_blocks", &paintBlocks, in: 0...20, "Shots in the paint he blocked; null: no play by play")
      try c.column("mid_range_blocks", &midRangeBlocks, in: 0...20, "Other twos he blocked; null: no play by play")
      try c.column("three_pt_blocks", &threeBlocks, in: 0...20, "Threes he blocked; null: no play by play")
      try c.column("and1_count", &andOnes, in: 0...15, "Makes with a free throw to follow; null: no play by play")
      try c.column(
        "fourth_quarter_minutes", &fourthQuarterMinutes, scale: 2, in: 0...12, "From substitutions; null if not told")
      try c.column("fourth_quarter_points", &fourthQuarterPoints, in: 0...60, "Null without play by play")
      try c.column("usage_rate", &usage, scale: 2, in: 0...400, "Usage in percent (F3); null below one minute")
      try c.column("ts_pct", &trueShooting, scale: 3, in: 0...1.5, "True shooting (F1); null without an attempt")
      try c.column("efg_pct", &effectiveFieldGoals, scale: 3, in: 0...1.5, "Effective field goal share (F2)")
      try c.column("starter_flag", &isStarter, "Whether he started; null when not recorded")
      try c.column("win_flag", &isWin, "Whether his team won")
      try c.column("points_line", &pointsLine, scale: 1, in: 0.5...100, "Closing points line; null without one")
      try c.column(
        "over_under_result", &overUnder, "OVER, PUSH or UNDER (F10); null without a line or when he did not play")
      try c.column("margin", &margin, scale: 2, in: -100...100, "Points less line")
      try c.column(
        "opening_line", &openingLine, scale: 1, in: 0.5...100, "The same book's opening; null when not known")
      try c.column("line_movement", &lineMovement, scale: 1, in: -60...60, "Closing less opening")
      try c.column("points_line_source", &lineSource, "The book, or median")
      try c.column("opening_line_source", &openingLineSource, "The book, median, or provider for a stated opening")
      try c.column("is_active", &isActive, "Whether he was on the floor")
      try c.column("player_status", &status, "active, dnp or inactive; most sources list only those who played")
      try c.column("dnp_reason", &notPlayingReason, "Why he did not play; null when he did or nobody says")
      try c.column("shot_zones_estimated", &areZonesEstimated, "Always false: zones are counted or null")
      try c.column("shot_counts_available", &hasShotCounts, "Whether he played and his shots are counted")
      try c.column("primary_source_used", &source, "player_box, or player_box_reduced without shot counts")
      try c.column("quality_score", &qualityScore, scale: 1, in: 0...100, "100 less penalties")
      try c.column("data_quality_tier", &qualityTier, "Tier of the score")
      try c.column("data_quality_issues", &qualityIssues, "What is missing or second-hand")
      try c.column("is_production_ready", &isProductionReady, "Whether the tier is bronze or better")
      try c.column("processed_with_issues", &hasIssues, "Whether the score was reduced")
    }
  }

  let results = SameDate<GameResult>()
  let playerLines = SameDate<PlayerLine>()
  let shots = SameDate<Shot>()
  let events = SameDate<PlayByPlayCount>()
  let props = SameDate<PropSnapshot>()
  let teams = SameDate<TeamOffense>()
  var inputs: [any Input] { [results, playerLines, shots, events, props, teams] }
  var quality: [QualityCheck] {
    [
      .nulls("minutes_played", among: "is_active", atMost: 0, "who played has minutes (specification of phase 3, 9)"),
      .nulls("points", among: "is_active", atMost: 0, "who played has points"),
      .nulls(
        "usage_rate", among: "shot_counts_available", atMost: 0.015, over: .season,
        "null below one minute on the floor alone: 0.2 to 1.1 % of those who played"),
      .sum(
        ["assisted_fg_makes", "unassisted_fg_makes"], equals: "fg_makes", "a make is assisted or it is not"),
      .rowsPerGame(in: 16...36, among: "is_active", "eight to eighteen a team (specification of phase 3, 5)"),
      .rowsPerGame(in: 10...10, among: "starter_flag", "five a team, where the source tells starters"),
      .share("win_flag", in: 0.48...0.52, fromRows: 1000, over: .season, "one of two teams wins"),
      .varies("points", "points of a whole date"),
      .varies("usage_rate", among: "shot_counts_available", "usage of a whole date"),
    ]
  }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let games = try view[results]
    let lines = Dictionary(grouping: try view[playerLines], by: \.gameID)
    let chart = ShotChart(try view[shots])
    let events = PlayByPlay(try view[events])
    let board = PropBoard(try view[props])
    let teams = Dictionary(try view[teams].map { ($0.team, $0) }) { first, _ in first }

    var rows: [Row] = []
    var unlisted: [GameResult] = []
    for game in games {
      guard let lines = lines[game.gameID] else {
        unlisted.append(game)
        continue
      }
      let id = try game.id
      for line in lines {
        guard let side = game.sides.first(where: { $0.team == line.team }) else {
          throw PipelineError.permanent(
            "raw_player_box has \(line.playerName) playing game \(game.gameID) for \(line.team.rawValue), which is not in it"
          )
        }
        rows.append(
          row(
            for: line, on: side, in: id, length: game.length, team: teams[side.team]?.line,
            shots: chart.tally(player: line.playerID, in: game.gameID),
            events: events.count(player: line.playerID, in: game.gameID),
            prop: board.line(player: line.playerID, in: game.gameID)))
      }
    }
    return try partition(rows, without: unlisted, of: games)
  }

  /// A play-in game and a cup final have no player lines by design; any other game should.
  private func partition(_ rows: [Row], without unlisted: [GameResult], of games: [GameResult]) throws -> Partition<Row>
  {
    let byDesign = try unlisted.filter { try [.playIn, .cupFinal].contains($0.id.type) }
    let missing = unlisted.map(\.gameID).filter { id in !byDesign.contains { $0.gameID == id } }
    if rows.isEmpty, !games.isEmpty, missing.isEmpty {
      return .empty("no player box lines are kept of play-in games and cup finals")
    }
    if rows.isEmpty, !games.isEmpty {
      throw PipelineError.insufficientData("raw_player_box has no line of \(missing.joined(separator: ", "))")
    }
    return Partition(
      rows, shortcomings: missing.isEmpty ? [] : ["no player box lines of \(missing.joined(separator: ", "))"])
  }

  private func row(
    for line: PlayerLine, on side: GameSide, in game: GameID, length: GameLength?, team: BoxLine?, shots: ZoneTally?,
    events: PlayByPlayCount?, prop: PropLine?
  ) -> Row {
    var quality = RowQuality()
    var row = Row()
    row.playerID = line.playerID
    row.playerLookup = line.playerLookup
    row.playerName = line.playerName
    row.gameID = game.text
    row.season = game.season
    row.gameType = game.type
    row.countsForAverages = game.type.countsForAverages
    row.team = side.team
    row.opponent = side.opponent
    row.isHome = side.isHome
    row.isStarter = line.isStarter
    row.isWin = side.isWin
    row.isActive = line.hasPlayed
    row.pointsLine = prop?.line
    row.openingLine = prop?.openingLine
    row.lineMovement = prop?.movement
    row.lineSource = prop?.source
    row.openingLineSource = prop?.openingSource
    row.status = line.hasPlayed ? .active : line.status == .inactive ? .inactive : .notPlayed
    row.notPlayingReason = line.hasPlayed ? nil : line.notPlayingReason
    row.source = line.isReduced ? "player_box_reduced" : "player_box"
    if prop == nil { quality.note("missing_line") }
    if row.isActive {
      row.setCounts(of: line)
      row.setShooting(of: line, team: team, length: length, quality: &quality)
      row.setZones(shots, of: line, quality: &quality)
      row.setEvents(events, of: line, quality: &quality)
      if let prop, let points = line.points {
        row.overUnder = PropResult(points: points, line: prop.line).rawValue
        row.margin = Double(points) - prop.line
      }
    } else {
      row.minutes = 0
    }
    row.qualityScore = quality.score
    row.qualityTier = quality.tier.rawValue
    row.qualityIssues = quality.text
    row.isProductionReady = quality.tier.isProductionReady
    row.hasIssues = quality.isReduced
    return row
  }
}

extension PlayerGameSummary.Row {
  fileprivate mutating func setCounts(of line: PlayerLine) {
    points = line.points
    assists = line.assists
    steals = line.steals
    blocks = line.blocks
    turnovers = line.turnovers
    offensiveRebounds = line.offensiveRebounds
    defensiveRebounds = line.defensiveRebounds
    rebounds = line.rebounds
    fieldGoalsAttempted = line.fieldGoalsAttempted
    fieldGoalsMade = line.fieldGoalsMade
    threesAttempted = line.threesAttempted
    threesMade = line.threesMade
    freeThrowsAttempted = line.freeThrowsAttempted
    freeThrowsMade = line.freeThrowsMade
    fouls = line.fouls
    plusMinus = line.plusMinus
    minutes = line.playedMinutes
  }

  fileprivate mutating func setShooting(
    of line: PlayerLine, team: BoxLine?, length: GameLength?, quality: inout RowQuality
  ) {
    if minutes == nil { quality.note("missing_minutes", penalty: 25) }
    guard let counts = line.line else {
      quality.note("missing_shot_counts", penalty: 15)
      return
    }
    hasShotCounts = true
    trueShooting = counts.trueShooting
    effectiveFieldGoals = counts.effectiveFieldGoals
    guard let team, let length else {
      quality.note("missing_team_row")
      return
    }
    usage = minutes.flatMap { counts.usage(minutes: $0, of: team, length: length) }
  }

  /// The play by play is believed where it gives the points of the box score, and its blocks where they are as many.
  fileprivate mutating func setEvents(_ events: PlayByPlayCount?, of line: PlayerLine, quality: inout RowQuality) {
    guard let events else {
      quality.note("play_by_play_unavailable")
      return
    }
    guard events.points == line.points else {
      quality.note("play_by_play_mismatch")
      return
    }
    andOnes = events.andOnes
    fourthQuarterPoints = events.fourthQuarterPoints
    fourthQuarterMinutes = events.fourthQuarterSeconds.map { $0 / 60 }
    if events.blocks == line.blocks {
      paintBlocks = events.paintBlocks
      midRangeBlocks = events.midRangeBlocks
      threeBlocks = events.threeBlocks
    }
  }

  fileprivate mutating func setZones(_ shots: ZoneTally?, of line: PlayerLine, quality: inout RowQuality) {
    guard let shots else {
      quality.note("shot_zones_unavailable", penalty: 15)
      return
    }
    if let counts = line.line {
      guard
        shots.agrees(
          withTwosAttempted: counts.fieldGoalsAttempted - counts.threesAttempted,
          made: counts.fieldGoalsMade - counts.threesMade)
      else {
        quality.note("zone_mismatch", penalty: 15)
        return
      }
    }
    paintAttempts = shots.paintAttempts
    paintMakes = shots.paintMakes
    midRangeAttempts = shots.midRangeAttempts
    midRangeMakes = shots.midRangeMakes
    if shots.knowsAssists, let made = line.fieldGoalsMade {
      assistedMakes = shots.assistedMakes
      unassistedMakes = max(0, made - shots.assistedMakes)
    }
  }
}
