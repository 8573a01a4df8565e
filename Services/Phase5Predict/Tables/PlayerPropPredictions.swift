import Contracts
import League
import Pipeline
import Warehouse

/// How many points a player will score, and what that says of his line: one row per game, player and system.
///
/// Its players are those of the feature store, who were known before the games; whether they then played is not asked. Who
/// is not predicted, and why, stands in `prediction_refusals`.
struct PlayerPropPredictions: Table {
  static let name: TableName = "player_prop_predictions"
  let version = 3
  let bootstrap = BootstrapPolicy.skip
  let purpose = "How many points a player will score, and what that says of his line, by each system."

  let players = SameDate<PlayerSituation>()
  let models = WeeklySnapshot<TrainedModel>(.thisWeek)
  let earlierModels = History<TrainedModel>(seasons: 3)
  let calibrations = WeeklySnapshot<CalibratedSystem>(.thisWeek)
  let weights = WeeklySnapshot<StoredWeight>(.thisWeek)
  let earlierWeights = History<StoredWeight>(seasons: 3)
  let adjustments = WeeklySnapshot<StoredAdjustment>(.lastWeek)
  let situations = History<PastSituation>(seasons: 2)
  let season = History<PastGame>()
  let results = History<PastGame>(seasons: 2)
  var inputs: [any Input] {
    [
      players, models, earlierModels, calibrations, weights, earlierWeights, adjustments, situations, season, results,
    ]
  }

  var quality: [QualityCheck] {
    [
      .varies("predicted_points", "a constant prediction is a broken system"),
      .mean("predicted_points", in: 6...16, "players average 10 to 11 points; the spread of small dates is wide"),
      .sum(["current_points_line", "line_margin"], equals: "predicted_points", else: .fail, "what a margin is"),
      .nulls("current_points_line", among: "has_prop_line", atMost: 0, else: .fail, "a line that is used is known"),
      .nulls("sportsbook", among: "has_prop_line", atMost: 0, else: .fail, "a line without a book is nobody's offer"),
      .varies("raw_confidence", "the systems' scores differ by player"),
    ]
  }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let players = try view[players].filter { $0.refusal == nil }
    guard !players.isEmpty else { return .empty("no player of this date has features to predict from") }
    let stored = try view[models].first ?? view[earlierModels].of(PredictionSystem.boosted.rawValue).last
    var shortcomings: [String] = []
    var modelled = [SystemPrediction?](repeating: nil, count: players.count)
    do {
      modelled = try Self.modelled(players, by: stored, on: date)
    } catch let refusal as ModelRefusal {
      shortcomings.append("\(refusal)")
    }
    let calibrated = try view[calibrations]
    let calibration = Calibration(calibrated)
    let weighed = try view[weights]
    let weights = MemberWeight.newest(weighed, else: try view[earlierWeights])
    let graded = try view[adjustments]
    let adjustments = TierAdjustments(graded)
    let foresight = Self.foresight(
      calibrated.map { ("a calibration", $0.lastDate) } + weighed.map { ("a weight", $0.lastDate) }
        + graded.map { ("an adjustment", $0.asOf) },
      on: date)
    let past = PastCases(situations: try view[situations], season: try view[season], results: try view[results])

    var rows: [Row] = []
    rows.reserveCapacity(players.count * PredictionSystem.allCases.count)
    for (player, modelled) in zip(players, modelled) {
      let forecast = PlayerForecast(
        of: player, modelled: modelled, cases: past.cases(of: player.playerID), weights: weights)
      for word in forecast.words {
        rows.append(
          Row(word, of: player, forecast: forecast, calibration: calibration, adjustments: adjustments))
      }
    }
    let broken = foresight + rows.compactMap(\.contradiction)
    guard broken.isEmpty else { throw PipelineError.qualityBroken(table: Self.name.text, reasons: broken) }
    return Partition(rows, shortcomings: shortcomings)
  }

  /// What the trained model says of each player; nil throughout without a model.
  ///
  /// - Throws: ``ModelRefusal`` when there is one that must not serve.
  static func modelled(
    _ players: [PlayerSituation], by stored: TrainedModel?, on date: GameDate
  ) throws -> [SystemPrediction?] {
    guard let stored else { return players.map { _ in nil } }
    let model = try PointsModel.taken(from: stored, serving: date)
    let points = try model.points(for: players.map(\.model))
    return zip(players, points).map { player, points in
      points.map {
        SystemPrediction(
          points: $0,
          confidence: ModelConfidence.score(quality: player.quality, deviation: player.rules.pointsDeviation),
          modelID: stored.modelID)
      }
    }
  }
}
