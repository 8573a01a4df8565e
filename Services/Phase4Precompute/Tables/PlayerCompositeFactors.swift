import Contracts
import League
import Pipeline
import Warehouse

/// What a player's situation is worth in points: fatigue, shot zones against the opponent's defence, pace, usage.
struct PlayerCompositeFactors: Table {
  static let name: TableName = "player_composite_factors"
  let version = 1
  let bootstrap = BootstrapPolicy.skip

  struct Row: Record {
    var playerID = 0
    var playerLookup = ""
    var team = TeamCode.atl
    var opponent = TeamCode.atl
    var gameID = ""
    var fatigue = 0
    var mismatch = 0.0
    var mismatchOfAllZones: Double?
    var pace = 0.0
    var usageSpike = 0.0
    var total = 0.0
    var completeness = 0
    var missing: String?
    var hasWarnings = false
    var warnings: String?

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("player_id", &playerID, "NBA person id")
      try c.column("player_lookup", &playerLookup, "Name as lower-case letters and digits")
      try c.column("team_abbr", &team, "His team as of D")
      try c.column("opponent_team_abbr", &opponent, "The other team")
      try c.column("game_id", &gameID, "NBA game id, ten digits")
      try c.column("fatigue_score", &fatigue, in: 0...100, "100 is fresh")
      try c.column(
        "shot_zone_mismatch_score", &mismatch, scale: 1, in: -10...10, "Positive is good for the scorer; 0 if unknown")
      try c.column(
        "shot_zone_mismatch_all_zones", &mismatchOfAllZones, scale: 2, in: -10...10, "Over all zones; null if unknown")
      try c.column("pace_score", &pace, scale: 1, in: -3...3, "Half of pace_differential; 0 if unknown")
      try c.column(
        "usage_spike_score", &usageSpike, scale: 1, in: -3...3, "Usage to expect over usage lately; 0 if unknown")
      try c.column(
        "total_composite_adjustment", &total, scale: 2, in: -21...16, "Sum of the unrounded parts, in points")
      try c.column("data_completeness_pct", &completeness, in: 0...100, "20 for each of the five inputs that is there")
      try c.column("missing_data_fields", &missing, "Those that are not, joined by commas; null when all are there")
      try c.column("has_warnings", &hasWarnings, "Whether something is out of the ordinary")
      try c.column("warning_details", &warnings, "EXTREME_FATIGUE, EXTREME_MATCHUP, EXTREME_ADJUSTMENT; null without")
    }
  }

  let contexts = SameDate<PlayerContext>()
  let playerZones = SameDate<PlayerZones>()
  let teamZones = SameDate<TeamZones>()
  var inputs: [any Input] { [contexts, playerZones, teamZones] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let players = Dictionary(try view[playerZones].map { ($0.playerID, $0) }) { first, _ in first }
    let teams = Dictionary(try view[teamZones].map { ($0.team, $0) }) { first, _ in first }
    let rows = try view[contexts].filter(\.hasMinimumSample).map { context in
      Self.row(for: context, player: players[context.playerID], opponent: teams[context.opponent])
    }
    return rows.isEmpty ? .empty(MinimumSample.reason) : Partition(rows)
  }

  static func row(for context: PlayerContext, player: PlayerZones?, opponent: TeamZones?) -> Row {
    var missing: [String] = []
    let mismatch = player.flatMap { player in opponent.flatMap { ZoneMismatch(player: player, team: $0) } }
    let usage = context.projectedUsage.flatMap { projected in
      context.usageLast7.map { UsageSpike(projected: projected, baseline: $0) }
    }
    if context.daysRest == nil { missing.append(Missing.daysRest) }
    if usage == nil { missing.append(Missing.projectedUsage) }
    if context.paceDifferential == nil { missing.append(Missing.paceDifferential) }
    if player?.primaryZone == nil { missing.append(Missing.playerZones) }
    if opponent?.paint == nil { missing.append(Missing.teamZones) }

    let parts = CompositeAdjustment(
      fatigue: Fatigue(
        isBackToBack: context.isBackToBack, daysRest: context.daysRest, gamesInLast7Days: context.gamesInLast7Days,
        minutesInLast7Days: context.minutesInLast7Days, minutesPerGame: context.minutesPerGameInLast7Days,
        backToBacksInLast14Days: context.backToBacksInLast14Days),
      mismatch: mismatch?.score ?? 0,
      pace: context.paceDifferential.map(CompositeAdjustment.paceScore) ?? 0,
      usageSpike: usage?.score ?? 0)
    var row = Row()
    row.playerID = context.playerID
    row.playerLookup = context.playerLookup
    row.team = context.team
    row.opponent = context.opponent
    row.gameID = context.gameID
    row.fatigue = parts.fatigue.score
    row.mismatch = parts.mismatch
    row.mismatchOfAllZones = player.flatMap { player in
      opponent.flatMap { ZoneMismatch.weighted(player: player, team: $0) }
    }
    row.pace = parts.pace
    row.usageSpike = parts.usageSpike
    row.total = parts.total
    row.completeness = 20 * (5 - missing.count)
    row.missing = missing.isEmpty ? nil : missing.joined(separator: ",")
    row.hasWarnings = !parts.warnings.isEmpty
    row.warnings = parts.warnings.isEmpty ? nil : parts.warnings.joined(separator: ",")
    return row
  }

  /// What `missing_data_fields` can hold.
  enum Missing {
    static let daysRest = "days_rest"
    static let projectedUsage = "projected_usage_rate"
    static let paceDifferential = "pace_differential"
    static let playerZones = "player_shot_zone"
    static let teamZones = "team_defense_zone"
  }
}
