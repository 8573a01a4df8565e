import League

/// What the systems say of one player.
struct PlayerForecast: Sendable {
  /// A system's word.
  struct Word: Sendable {
    var system: PredictionSystem
    var prediction: SystemPrediction
    /// Predicted points less line; nil without one.
    var margin: Double?
    var recommendation: Recommendation
  }

  /// Of the members and then of the ensemble, those that predict.
  private(set) var words: [Word] = []
  private(set) var ensemble: Ensemble.Prediction?
  /// Population standard deviation of the members' points; nil below two.
  var spread: Double? { ensemble?.spread }

  /// - Parameters:
  ///   - modelled: what the trained model says; nil when it says nothing.
  ///   - cases: his earlier games, the newest first.
  ///   - weights: what the members are worth; nil while nothing is known.
  init(
    of player: PlayerSituation, modelled: SystemPrediction?, cases: [SimilarityBalanced.Case],
    weights: [PredictionSystem: MemberWeight]?
  ) {
    let predictions: [(PredictionSystem, SystemPrediction?)] = [
      (.movingAverage, MovingAverage().prediction(from: player.rules)),
      (.zoneMatchup, ZoneMatchup().prediction(from: player.rules)),
      (.similarity, SimilarityBalanced().prediction(from: player.rules, in: player.situation, cases: cases)),
      (.boosted, modelled),
    ]
    for case (let system, let prediction?) in predictions {
      let margin = player.line.map { (prediction.points - $0).rounded(scale: 2) }
      words.append(
        Word(
          system: system, prediction: prediction, margin: margin,
          recommendation: system.gate.recommendation(margin: margin, confidence: prediction.confidence)))
    }
    let members = words.map {
      Ensemble.Member(system: $0.system, prediction: $0.prediction, recommendation: $0.recommendation)
    }
    ensemble = Ensemble().prediction(from: members, weights: weights)
    guard let ensemble else { return }
    let margin = player.line.map { (ensemble.points - $0).rounded(scale: 2) }
    words.append(
      Word(
        system: .ensemble, prediction: SystemPrediction(points: ensemble.points, confidence: ensemble.confidence),
        margin: margin,
        recommendation: Ensemble.recommendation(
          margin: margin, confidence: ensemble.confidence, members: members.map(\.recommendation))))
  }
}
