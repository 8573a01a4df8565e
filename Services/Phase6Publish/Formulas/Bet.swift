import League
import Pipeline

/// A side that the published system takes, as a bet.
struct Bet: Sendable {
  let prediction: PointsPrediction
  let line: Double
  /// Distance of the prediction from the line, in points.
  let edge: Double
  let tier: Tier
  /// The system's earlier decided calls of the same side on the player.
  let sample: Int
  /// Wins among them; nil without one.
  let accuracy: Double?
  let fatigue: Int?
  /// Confidence · min(1.5, 1 + edge/10) · (accuracy over at least 5 calls, else 0.85).
  let score: Double

  /// How far the prediction is from the line: premium from 5 points, strong from 3.
  enum Tier: String, Sendable, CaseIterable {
    case premium
    case strong
    case value

    /// Most picks of the tier on a date.
    var limit: Int { self == .premium ? 5 : 10 }
  }

  /// The bet of a prediction; nil when it takes no side on a line, predicts 25 points or more, or is as sure as 0.88 to
  /// 0.90.
  init?(_ prediction: PointsPrediction, record: EntityRows<TrackedCall>, fatigue: Int?) {
    guard prediction.recommendation == .over || prediction.recommendation == .under, let line = prediction.line,
      prediction.points < 25, !(0.88..<0.90).contains(prediction.confidence)
    else { return nil }
    let calls = record.filter { $0.call.recommendation == prediction.recommendation && $0.call.isCorrect != nil }
    self.prediction = prediction
    self.line = line
    edge = abs(prediction.points - line)
    tier = edge >= 5 ? .premium : edge >= 3 ? .strong : .value
    sample = calls.count
    accuracy = share(calls.count { $0.call.isCorrect == true }, of: calls.count)
    self.fatigue = fatigue
    score = prediction.confidence * min(1.5, 1 + edge / 10) * (sample >= 5 ? accuracy ?? 0.85 : 0.85)
  }

  static func isBetter(_ left: Bet, _ right: Bet) -> Bool {
    left.score == right.score
      ? (left.prediction.playerLookup, left.prediction.playerID)
        < (right.prediction.playerLookup, right.prediction.playerID)
      : left.score > right.score
  }

  /// What names the pick for good.
  var id: String { "\(prediction.gameID)-\(prediction.playerID)-\(prediction.system)" }

  /// The picks that a document's bytes list, in order; nil when it lists none.
  static func ids(in document: [UInt8]) -> [Substring]? {
    let text = String(decoding: document, as: UTF8.self)
    let ids = text.matches(of: /"pick_id":"([^"]*)"/).map(\.output.1)
    return ids.isEmpty ? nil : ids
  }

  /// Writes what the document says of it.
  func write(rank: Int, name: String, grade: GradedPrediction?, to json: inout JSONText) {
    json.field("pick_id", id)
    json.field("rank", rank)
    json.field("tier", tier.rawValue)
    json.field("player_id", prediction.playerID)
    json.field("player_lookup", prediction.playerLookup)
    json.field("player_full_name", name)
    json.field("game_id", prediction.gameID)
    json.field("team", prediction.team)
    json.field("opponent", prediction.opponent)
    json.field("recommendation", prediction.recommendation.rawValue)
    json.field("line", line, scale: 1)
    json.field("predicted", prediction.points, scale: 2)
    json.field("edge", edge, scale: 2)
    json.field("confidence", prediction.confidence, scale: 3)
    json.field("composite_score", score, scale: 3)
    json.field("player_historical_accuracy", accuracy, scale: 3)
    json.field("player_sample_size", sample)
    json.field("fatigue_score", fatigue)
    json.field("fatigue_level", fatigue.map { FatigueLevel($0).rawValue })
    json.values("rationale", rationale)
    json.field("result", grade?.verdict.rawValue ?? "PENDING")
    json.field("actual", grade?.actual)
    json.field("error", grade?.absoluteError, scale: 2)
  }

  /// Why it is a bet, in sentences that state counted figures alone.
  var rationale: [String] {
    var reasons = ["\(tenths(edge)) points from the line: \(tier.rawValue)"]
    if prediction.confidence >= 0.9 {
      reasons.append("Very high confidence")
    } else if prediction.confidence >= 0.8 {
      reasons.append("High confidence")
    }
    if prediction.points < 12 {
      reasons.append("Low predicted total of \(tenths(prediction.points)) points")
    } else if prediction.points < 18 {
      reasons.append("Moderate predicted total of \(tenths(prediction.points)) points")
    }
    if sample >= 5, let accuracy, accuracy >= 0.7 {
      reasons.append("\(Int((accuracy * Double(sample)).rounded())) of \(sample) earlier calls of this side were right")
    }
    if let fatigue, fatigue >= 95 {
      reasons.append("Fresh")
    } else if let fatigue, fatigue < 75 {
      reasons.append("Tired")
    }
    return reasons
  }

  private func tenths(_ value: Double) -> String { "\(value.rounded(scale: 1))" }
}
