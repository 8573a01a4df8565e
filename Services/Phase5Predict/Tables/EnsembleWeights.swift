import Contracts
import League
import Pipeline
import Warehouse

/// What each member of the ensemble is worth in a week, from the games of the 60 days before it. No rows with fewer than 500
/// games in common: predictions then keep to the newest weights there are.
struct EnsembleWeights: Table {
  static let name: TableName = "ensemble_weights"
  let version = 1
  let cadence = Cadence.weekOpening
  let purpose = "What each member of the ensemble is worth in a week, and the bias to take off it."
  /// Days that are looked back.
  static let days = 60

  struct Row: Record {
    var system = PredictionSystem.movingAverage
    var lastDate = GameDate(dayNumber: 0)
    var games = 0
    var bias = 0.0
    var error = 0.0
    var weight = 0.0

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("system_id", &system, "The member")
      try c.column("last_date", &lastDate, "The last date whose results are in it")
      try c.column("common_games", &games, "Games of players that all judged members predicted")
      try c.column("bias", &bias, scale: 4, in: -60...60, "Median of predicted less scored points")
      try c.column("mae_without_bias", &error, scale: 4, in: 0...60, "Mean absolute error once that is taken off")
      try c.column("weight", &weight, scale: 6, in: 0...1, "0.05 or more; those of a week add up to 1")
    }
  }

  let predictions = History<PastPrediction>()
  let results = History<PastGame>()
  var inputs: [any Input] { [predictions, results] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let predictions = try view[predictions]
    let results = try view[results]
    let start = date.adding(days: -Self.days)
    var games: [[PredictionSystem: Double]] = []
    var last = start
    for player in predictions.entities.sorted() {
      let said = predictions.of(player, since: start)
      guard !said.isEmpty else { continue }
      let points = results.pointsByDate(of: player, since: start)
      for (day, words) in Dictionary(grouping: said, by: \.gameDate).sorted(by: { $0.key < $1.key }) {
        guard let scored = points[day] else { continue }
        games.append(
          Dictionary(words.map { ($0.system, $0.points - Double(scored)) }) { first, _ in first })
        last = max(last, day)
      }
    }
    guard let record = MemberRecord(games) else {
      return .empty("\(games.count) games in \(Self.days) days; the members must have \(MemberRecord.fewest) in common")
    }
    return Partition(
      record.members.map {
        Row(
          system: $0.system, lastDate: last, games: record.games, bias: $0.worth.bias, error: $0.error,
          weight: $0.worth.weight)
      })
  }
}
