import Contracts
import League
import Pipeline
import Warehouse

/// Why a player or a team has no row in a table of this phase, or one that had to do without another: so that a row that is
/// not there is always explained. Besides, each table has a record of its own under `*`.
struct PrecomputeFailures: Table {
  static let name: TableName = "precompute_failures"
  let version = 1
  let bootstrap = BootstrapPolicy.skip
  let purpose =
    "Why a player or a team has no row in a table of phase 4, and how many have one."

  struct Row: Record {
    var table = ""
    var entity = ""
    var subject = ""
    var category = FailureCategory.nothingMissing
    var rows = 0
    var games: Int?
    var detail = ""

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("table_name", &table, "The table")
      try c.key("entity", &entity, "NBA person id or team code; * for the table as a whole")
      try c.column("subject", &subject, "Name as lower-case letters and digits, team code, or *")
      try c.column(
        "category", &category, "EXPECTED_INCOMPLETE, INCOMPLETE_UPSTREAM or MISSING_DEPENDENCY; NONE only for *")
      try c.column("rows", &rows, in: 0...2000, "Rows that the table has of it")
      try c.column("games", &games, in: 0...130, "Games known of it; null for *, or where games are not the reason")
      try c.column("detail", &detail, "What was wanted and not there; for * how many have no row, by category")
    }
  }

  let listed = SameDate<ListedPlayer>()
  let records = SameDate<TeamRecord>()
  let teamZones = SameDate<TeamZones>()
  let playerZones = SameDate<PlayerZones>()
  let composites = SameDate<CompositeScores>()
  let caches = SameDate<DailyCache>()
  let features = SameDate<FeatureRow>()
  let games = History<ShotGame>()
  let finals = History<TeamGame>()
  let defenses = History<DefendedGame>(seasons: 2)
  var inputs: [any Input] {
    [listed, records, teamZones, playerZones, composites, caches, features, games, finals, defenses]
  }

  var quality: [QualityCheck] {
    [
      .distinct("table_name", in: 5...5, else: .fail, "each of the five tables has a record")
    ]
  }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let games = try view[games]
    let finals = try view[finals]
    let coverage = TeamCoverage(teams: finals, players: games)
    let defended = Set(try view[teamZones].map(\.team))
    let zoned = Set(try view[playerZones].map(\.playerID))
    let composed = Set(try view[composites].map(\.playerID))
    let cached = Set(try view[caches].map(\.playerID))
    let stored = Set(try view[features].map(\.playerID))

    var teams = Audit(of: TeamZones.table, rows: defended.count)
    for team in finals.entities where !defended.contains(team) {
      let finished = finals.of(team).count(where: \.countsForAverages)
      let known = try view[defenses].of(team).of(view.season).count(where: \.countsForAverages)
      teams.note(team.rawValue, team.rawValue, games: known, missing: max(0, finished - known))
    }
    var players = Audit(of: PlayerZones.table, rows: zoned.count)
    for player in games.entities where !zoned.contains(player) {
      let lines = games.of(player)
      guard let last = lines.last else { continue }
      players.note(
        "\(player)", last.playerLookup, games: lines.count(where: \.isEligible),
        missing: coverage[last.team].window(ofLast: TeamCoverage.games).missing)
    }

    let undefended = Set(try view[records].filter { $0.hasMinimumSample && !defended.contains($0.team) }.map(\.team))
    var audits = [
      Audit(of: CompositeScores.table, rows: composed.count), Audit(of: DailyCache.table, rows: cached.count),
      Audit(of: FeatureRow.table, rows: stored.count),
    ]
    for player in try view[listed] {
      let id = player.playerID
      let missing = coverage[player.team].window(ofLast: TeamCoverage.games).missing
      let noDefense = undefended.contains(player.opponent) ? [TeamZones.table] : []
      let noZones = zoned.contains(id) ? [] : [PlayerZones.table]
      let noScores = composed.contains(id) ? [] : [CompositeScores.table]
      let noCache = cached.contains(id) ? [] : [DailyCache.table]
      audits[0].note(player, hasRow: composed.contains(id), missing: missing, without: noDefense + noZones)
      audits[1].note(player, hasRow: cached.contains(id), missing: missing, without: [])
      audits[2].note(
        player, hasRow: stored.contains(id), missing: missing,
        without: noDefense + noZones + noScores + noCache)
    }
    return Partition(([teams, players] + audits).flatMap(\.records))
  }
}

extension PrecomputeFailures {
  /// What is missing of one table on a date.
  private struct Audit {
    private let table: String
    private let rows: Int
    private var failures: [Row] = []

    init(of table: String, rows: Int) {
      self.table = table
      self.rows = rows
    }

    /// Notes what has no row, by the games that are known of it.
    mutating func note(_ entity: String, _ subject: String, games: Int, missing: Int) {
      let category = FailureCategory(games: games, missing: missing)
      failures.append(
        Row(
          table: table, entity: entity, subject: subject, category: category, games: games,
          detail: category == .missingDependency
            ? "no row in \(table)" : "\(games) of \(MinimumSample.games) games"))
    }

    /// Notes a listed player who has no row, or one that had to do `without` rows of other tables.
    mutating func note(_ player: ListedPlayer, hasRow: Bool, missing: Int, without: [String]) {
      if !hasRow {
        note("\(player.playerID)", player.playerLookup, games: player.gamesOfLast10, missing: missing)
      } else if !without.isEmpty {
        failures.append(
          Row(
            table: table, entity: "\(player.playerID)", subject: player.playerLookup, category: .missingDependency,
            rows: 1, detail: "no row in \(without.joined(separator: ", "))"))
      }
    }

    /// The record of the table as a whole, and one of each failure.
    var records: [Row] {
      let counts = Dictionary(grouping: failures, by: \.category).mapValues(\.count)
      let named = counts.map { "\($0.key.rawValue) \($0.value)" }.sorted()
      let whole = Row(
        table: table, entity: "*", subject: "*",
        category: counts[.missingDependency] == nil ? .nothingMissing : .missingDependency, rows: rows,
        detail: named.isEmpty ? "nothing is missing" : named.joined(separator: ", "))
      return [whole] + failures
    }
  }
}
