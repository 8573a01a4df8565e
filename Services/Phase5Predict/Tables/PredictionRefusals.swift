import Contracts
import League
import Pipeline
import Warehouse

/// Which system said nothing of which player, and why. Together with `player_prop_predictions` it has each listed player
/// once for each system.
struct PredictionRefusals: Table {
  static let name: TableName = "prediction_refusals"
  let version = 2
  let bootstrap = BootstrapPolicy.skip
  let purpose =
    "Which system said nothing of which player, and why: with the predictions, each listed player once a system."

  struct Row: Record {
    var gameID = ""
    var playerID = 0
    var system = PredictionSystem.movingAverage
    var playerLookup = ""
    var reason = NoPrediction.littleHistory

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("game_id", &gameID, "NBA game id, ten digits")
      try c.key("player_id", &playerID, "NBA person id")
      try c.key("system_id", &system, "The system that says nothing")
      try c.column("player_lookup", &playerLookup, "Name as lower-case letters and digits")
      try c.column(
        "no_prediction_reason", &reason,
        "little_history, out, no_averages, no_model, model_refused, no_start, few_similar_games or few_members")
    }
  }

  let listed = SameDate<ScheduledPlayer>()
  let players = SameDate<PlayerSituation>()
  let predicted = SameDate<PredictedPlayer>()
  let models = WeeklySnapshot<TrainedModel>(.thisWeek)
  let earlierModels = History<TrainedModel>(seasons: 3)
  var inputs: [any Input] { [listed, players, predicted, models, earlierModels] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let listed = try view[listed]
    let players = Dictionary(try view[players].map { ($0.playerID, $0) }) { first, _ in first }
    let predicted = Dictionary(grouping: try view[predicted], by: \.playerID).mapValues { Set($0.map(\.system)) }
    let stored = try view[models].first ?? view[earlierModels].of(PredictionSystem.boosted.rawValue).last
    let modelRefusal = Self.refusal(of: stored, on: date)

    var rows: [Row] = []
    for context in listed {
      let player = players[context.playerID]
      for system in PredictionSystem.allCases where predicted[context.playerID]?.contains(system) != true {
        rows.append(
          Row(
            gameID: context.gameID, playerID: context.playerID, system: system, playerLookup: context.playerLookup,
            reason: Self.reason(system, player: player, modelRefusal: modelRefusal)))
      }
    }
    return rows.isEmpty ? .empty("every system predicts every listed player") : Partition(rows)
  }

  /// Why no model serves the date; nil when one does.
  static func refusal(of stored: TrainedModel?, on date: GameDate) -> NoPrediction? {
    guard let stored else { return .noModel }
    do {
      _ = try PointsModel.taken(from: stored, serving: date)
      return nil
    } catch {
      return .modelRefused
    }
  }

  static func reason(
    _ system: PredictionSystem, player: PlayerSituation?, modelRefusal: NoPrediction?
  ) -> NoPrediction {
    guard let player else { return .littleHistory }
    if let refusal = player.refusal { return refusal }
    return switch system {
    case .movingAverage, .zoneMatchup: .noAverages
    case .similarity: .fewSimilarGames
    case .boosted: modelRefusal ?? .noStart
    case .ensemble: .fewMembers
    }
  }
}
