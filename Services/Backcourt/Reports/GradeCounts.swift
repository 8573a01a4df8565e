import Contracts
import League
import Ledger
import Pipeline
import Warehouse

/// The grades as the store adds them up: one entry for a system, a date, a tier, and the rest that reports go by.
struct GradeCounts: Sendable {
  /// Grades that have all in common that a report may go by.
  struct Entry: Sendable {
    var system: String
    var date: GameDate
    var tier: ScoringTier
    var isLined: Bool
    /// How many systems have a grade for the same player and game.
    var systems: Int
    var sums: AccuracySums
  }

  /// Players who played on a date, and those of them with a line.
  struct Played: Sendable {
    var players: Int
    var lined: Int
  }

  /// Predictions of a system on a date.
  struct Count: Sendable {
    var system: String
    var date: GameDate
    var isLined: Bool
    var predictions: Int
  }

  /// Predictions of a system on a date with an adjustment by scoring tier beside them.
  struct Adjusted: Sendable {
    var system: String
    var date: GameDate
    var isLined: Bool
    /// Whether the adjusted points were those to publish.
    var isInUse: Bool
    var predictions: Int
    /// Absolute errors as predicted and as adjusted, added up.
    var absolute: Double
    var adjusted: Double
  }

  var entries: [Entry] = []
  var adjusted: [Adjusted] = []
  /// Predictions that cannot be held against a result.
  var voids: [Count] = []
  /// Grades without one of the plain predictions to hold them against.
  var incomparable: [Count] = []
  /// Who played, on dates with grades.
  var played: [GameDate: Played] = [:]

  /// Whether the grades of a warehouse can be read: the table is there, and as this version writes it.
  static func areThere(in reader: any WarehouseReader) throws -> Bool {
    let grades = try Ledger.catalog(in: reader).map(TableInfo.init).first { $0.name == "prediction_accuracy" }
    return grades?.schema.columns.contains { $0.name == "adjusted_points" } ?? false
  }

  /// Every grade of a warehouse.
  init(_ reader: any WarehouseReader) throws {
    entries = try reader.all(Self.gradeQuery) { try Entry($0) }
    voids = try reader.all(Self.countQuery, [.integer(1), .integer(0)], Self.count)
    incomparable = try reader.all(Self.countQuery, [.integer(0), .integer(1)], Self.count)
    adjusted = try reader.all(Self.adjustedQuery, [], Self.adjusted)
    for (date, players) in try reader.all(Self.playedQuery, [], Self.played) {
      played[date] = players
    }
  }

  private static let gradeQuery = """
    SELECT system_id, game_date, scoring_tier, line_value IS NOT NULL, systems, count(*),
      sum(absolute_error), sum(absolute_error * absolute_error), sum(signed_error),
      sum(abs(season_average - actual_points)),
      sum((season_average - actual_points) * (season_average - actual_points)), sum(season_average - actual_points),
      sum(abs(last_10_average - actual_points)),
      sum((last_10_average - actual_points) * (last_10_average - actual_points)), sum(last_10_average - actual_points),
      sum(abs(line_value - actual_points)),
      sum((line_value - actual_points) * (line_value - actual_points)), sum(line_value - actual_points),
      sum(within_3_points), sum(within_5_points),
      sum(CASE WHEN prediction_correct = 1 THEN 1 ELSE 0 END), sum(CASE WHEN prediction_correct = 0 THEN 1 ELSE 0 END),
      sum(CASE WHEN recommendation IN ('OVER', 'UNDER') AND prediction_correct IS NULL THEN 1 ELSE 0 END)
    FROM (
      SELECT *, count(*) OVER (PARTITION BY game_date, game_id, player_id) AS systems FROM prediction_accuracy
      WHERE is_voided = 0 AND season_average IS NOT NULL AND last_10_average IS NOT NULL
    ) AS graded
    GROUP BY system_id, game_date, scoring_tier, line_value IS NOT NULL, systems
    """

  /// Voids (1, 0), or grades without an average (0, 1).
  private static let countQuery = """
    SELECT system_id, game_date, line_value IS NOT NULL, count(*) FROM prediction_accuracy
    WHERE is_voided = ? AND (? = 0 OR season_average IS NULL OR last_10_average IS NULL)
    GROUP BY system_id, game_date, line_value IS NOT NULL
    """

  private static let adjustedQuery = """
    SELECT system_id, game_date, line_value IS NOT NULL, uses_adjustment, count(*), sum(absolute_error),
      sum(adjusted_absolute_error)
    FROM prediction_accuracy WHERE adjusted_absolute_error IS NOT NULL
    GROUP BY system_id, game_date, line_value IS NOT NULL, uses_adjustment
    """

  private static let playedQuery = """
    SELECT game_date, count(*), sum(CASE WHEN points_line IS NULL THEN 0 ELSE 1 END) FROM player_game_summary
    WHERE is_active = 1 AND game_date IN (SELECT game_date FROM prediction_accuracy) GROUP BY game_date
    """

  private static func count(_ row: any ResultRow) throws -> Count {
    Count(
      system: try row.required(0), date: try row.required(1), isLined: try row.required(2),
      predictions: try row.required(3))
  }

  private static func adjusted(_ row: any ResultRow) throws -> Adjusted {
    Adjusted(
      system: try row.required(0), date: try row.required(1), isLined: try row.required(2),
      isInUse: try row.required(3), predictions: try row.required(4), absolute: try row.required(5),
      adjusted: try row.required(6))
  }

  private static func played(_ row: any ResultRow) throws -> (GameDate, Played) {
    (try row.required(0), Played(players: try row.required(1), lined: try row.required(2)))
  }
}

extension GradeCounts.Entry {
  fileprivate init(_ row: any ResultRow) throws {
    system = try row.required(0)
    date = try row.required(1)
    tier = try row.required(2)
    isLined = try row.required(3)
    systems = try row.required(4)
    let count: Int = try row.required(5)
    func errors(at index: Int) throws -> ErrorSums {
      ErrorSums(
        count: count, absolute: try row.required(index), squares: try row.required(index + 1),
        signed: try row.required(index + 2))
    }
    sums = AccuracySums()
    sums.system = try errors(at: 6)
    sums.seasonAverage = try errors(at: 9)
    sums.last10Average = try errors(at: 12)
    if isLined {
      sums.line = try errors(at: 15)
    }
    sums.within3 = try row.required(18)
    sums.within5 = try row.required(19)
    sums.bets = BetRecord(wins: try row.required(20), losses: try row.required(21), pushes: try row.required(22))
  }
}
