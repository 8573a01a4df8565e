import JSON
import League

/// The lines of box scores, whoever published them.
enum BoxScoreLines {
  /// What a player or a team did, by the names of NBA.com's JSON.
  struct Counts {
    var points: Int?
    var fieldGoalsMade: Int?
    var fieldGoalsAttempted: Int?
    var threesMade: Int?
    var threesAttempted: Int?
    var freeThrowsMade: Int?
    var freeThrowsAttempted: Int?
    var offensiveRebounds: Int?
    var defensiveRebounds: Int?
    var assists: Int?
    var steals: Int?
    var blocks: Int?
    var turnovers: Int?
    var fouls: Int?
    var plusMinus: Int?

    /// Those of the members `points`, `fieldGoalsMade` and so on.
    init(_ statistics: JSONElement) throws(ProviderError) {
      points = try statistics.optionalInteger("points")
      fieldGoalsMade = try statistics.optionalInteger("fieldGoalsMade")
      fieldGoalsAttempted = try statistics.optionalInteger("fieldGoalsAttempted")
      threesMade = try statistics.optionalInteger("threePointersMade")
      threesAttempted = try statistics.optionalInteger("threePointersAttempted")
      freeThrowsMade = try statistics.optionalInteger("freeThrowsMade")
      freeThrowsAttempted = try statistics.optionalInteger("freeThrowsAttempted")
      offensiveRebounds = try statistics.optionalInteger("reboundsOffensive")
      defensiveRebounds = try statistics.optionalInteger("reboundsDefensive")
      assists = try statistics.optionalInteger("assists")
      steals = try statistics.optionalInteger("steals")
      blocks = try statistics.optionalInteger("blocks")
      let hasTotal = statistics["turnoversTotal"] != nil
      turnovers = try statistics.optionalInteger(hasTotal ? "turnoversTotal" : "turnovers")
      fouls = try statistics.optionalInteger("foulsPersonal")
      plusMinus = try statistics.optionalInteger("plusMinusPoints")
    }

    /// Nothing done.
    init() {
      points = 0
      fieldGoalsMade = 0
      fieldGoalsAttempted = 0
      threesMade = 0
      threesAttempted = 0
      freeThrowsMade = 0
      freeThrowsAttempted = 0
      offensiveRebounds = 0
      defensiveRebounds = 0
      assists = 0
      steals = 0
      blocks = 0
      turnovers = 0
      fouls = 0
      plusMinus = 0
    }

    /// Those of a row of `FGM`, `FGA` and so on.
    init(_ row: ResultSet.Row, turnovers: String) throws(ProviderError) {
      points = try row.optionalInteger("PTS")
      fieldGoalsMade = try row.optionalInteger("FGM")
      fieldGoalsAttempted = try row.optionalInteger("FGA")
      threesMade = try row.optionalInteger("FG3M")
      threesAttempted = try row.optionalInteger("FG3A")
      freeThrowsMade = try row.optionalInteger("FTM")
      freeThrowsAttempted = try row.optionalInteger("FTA")
      offensiveRebounds = try row.optionalInteger("OREB")
      defensiveRebounds = try row.optionalInteger("DREB")
      assists = try row.optionalInteger("AST")
      steals = try row.optionalInteger("STL")
      blocks = try row.optionalInteger("BLK")
      self.turnovers = try row.optionalInteger(turnovers)
      fouls = try row.optionalInteger("PF")
      plusMinus = try row.optionalInteger("PLUS_MINUS")
    }

    /// Adds another's; unknown and known is unknown.
    mutating func add(_ other: Self) {
      func sum(_ one: Int?, _ two: Int?) -> Int? {
        guard let one, let two else { return nil }
        return one + two
      }
      points = sum(points, other.points)
      fieldGoalsMade = sum(fieldGoalsMade, other.fieldGoalsMade)
      fieldGoalsAttempted = sum(fieldGoalsAttempted, other.fieldGoalsAttempted)
      threesMade = sum(threesMade, other.threesMade)
      threesAttempted = sum(threesAttempted, other.threesAttempted)
      freeThrowsMade = sum(freeThrowsMade, other.freeThrowsMade)
      freeThrowsAttempted = sum(freeThrowsAttempted, other.freeThrowsAttempted)
      offensiveRebounds = sum(offensiveRebounds, other.offensiveRebounds)
      defensiveRebounds = sum(defensiveRebounds, other.defensiveRebounds)
      assists = sum(assists, other.assists)
      steals = sum(steals, other.steals)
      blocks = sum(blocks, other.blocks)
      turnovers = sum(turnovers, other.turnovers)
      fouls = sum(fouls, other.fouls)
    }

    /// Rebounds of players; those charged to the team alone are in no box of the archive.
    var rebounds: Int? {
      guard let offensiveRebounds, let defensiveRebounds else { return nil }
      return offensiveRebounds + defensiveRebounds
    }
  }

  /// A player of a box.
  struct Player {
    var gameID: String
    var id: Int?
    var name: String
    var team: TeamCode
    /// Nil when he did not play.
    var seconds: Double?
    /// Whether the seconds are exact, not whole minutes.
    var isExact = true
    var isStarter: Bool?
    var status: String?
    var reason: String?
    var counts: Counts
  }

  static let playerColumns =
    "game_id,player_id,player_name,team,minutes,minutes_exact,starter,player_status,dnp_reason,pts,fgm,fga,fg3m,fg3a,ftm,"
    + "fta,oreb,dreb,reb,ast,stl,blk,tov,pf,plus_minus"

  static let teamColumns =
    "game_id,team,pts,opp_pts,fgm,fga,fg3m,fg3a,ftm,fta,oreb,dreb,reb,ast,stl,blk,tov,pf,pts_paint,pts_second_chance,"
    + "pts_fast_break,pts_off_turnovers"

  static let gameColumns =
    "game_id,game_date,home_team,away_team,home_score,away_score,ot_periods,tipoff_utc,neutral_site"

  /// A player's line. Who did not play has no numbers of his own, and gets zeros: his status says why.
  static func append(_ player: Player, to lines: inout DocumentLines) {
    let counts = player.seconds == nil ? Counts() : player.counts
    let seconds = player.seconds ?? 0
    lines.append([
      player.gameID, field(player.id), player.name, player.team.rawValue, field((seconds / 60).rounded()),
      player.isExact ? field((seconds / 60 * 100).rounded() / 100) : nil, field(player.isStarter), player.status,
      player.reason, field(counts.points), field(counts.fieldGoalsMade), field(counts.fieldGoalsAttempted),
      field(counts.threesMade), field(counts.threesAttempted), field(counts.freeThrowsMade),
      field(counts.freeThrowsAttempted), field(counts.offensiveRebounds), field(counts.defensiveRebounds),
      field(counts.rebounds), field(counts.assists), field(counts.steals), field(counts.blocks),
      field(counts.turnovers),
      field(counts.fouls), field(counts.plusMinus),
    ])
  }

  /// A team's line.
  static func append(
    _ team: TeamCode, of gameID: String, _ counts: Counts, opponentPoints: Int?, extras: [Int?] = [],
    to lines: inout DocumentLines
  ) {
    let padded = extras + [Int?](repeating: nil, count: 4 - extras.count)
    lines.append(
      [
        gameID, team.rawValue, field(counts.points), field(opponentPoints), field(counts.fieldGoalsMade),
        field(counts.fieldGoalsAttempted), field(counts.threesMade), field(counts.threesAttempted),
        field(counts.freeThrowsMade), field(counts.freeThrowsAttempted), field(counts.offensiveRebounds),
        field(counts.defensiveRebounds), field(counts.rebounds), field(counts.assists), field(counts.steals),
        field(counts.blocks), field(counts.turnovers), field(counts.fouls),
      ] + padded.map { field($0) })
  }
}
