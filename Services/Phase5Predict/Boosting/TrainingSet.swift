import League
import Pipeline

/// What a model learns from: players who played, as they were known before their games, and what they scored.
struct TrainingSet: Sendable {
  private(set) var matrix: FeatureMatrix
  private(set) var labels: [Float] = []
  private(set) var first: GameDate?
  private(set) var last: GameDate?

  /// The games up to a date, in the order of player and date.
  ///
  /// - Parameter end: the last date that may be learned from.
  init(
    _ vectors: PastRows<TrainingVector>, results: PastRows<PastGame>, until end: GameDate
  ) throws(BoosterError) {
    let players = vectors.entities.sorted()
    matrix = FeatureMatrix(
      columns: ModelVector.names.count, capacity: players.lazy.map { vectors.of($0).count }.reduce(0, +))
    for player in players {
      let games = results.of(player)
      var next = games.startIndex
      for vector in vectors.of(player) where vector.gameDate <= end && vector.version == ModelVector.version {
        while next < games.endIndex, games[next].gameDate < vector.gameDate { next += 1 }
        guard next < games.endIndex, games[next].gameDate == vector.gameDate else { continue }
        guard games[next].isActive, let points = games[next].points, let start = vector.start else { continue }
        try matrix.append(vector.values, from: start)
        labels.append(Float(points))
        first = min(first ?? vector.gameDate, vector.gameDate)
        last = max(last ?? vector.gameDate, vector.gameDate)
      }
    }
  }

  var count: Int { labels.count }

  /// Hands the rows over and keeps the labels: the library copies what it needs of them.
  mutating func takeMatrix() -> FeatureMatrix {
    defer { matrix = FeatureMatrix(columns: matrix.columns) }
    return matrix
  }

  /// Mean absolute error of some predictions of these rows.
  func meanError(of predictions: [Float]) -> Double? {
    zip(predictions, labels).map { abs(Double($0) - Double($1)) }.mean
  }
}

extension TrainingVector {
  /// The points that the model starts from, as ``ModelVector/start``.
  fileprivate var start: Float? {
    [self[.line], self[.formPoints]].first { !$0.isNaN }
  }
}
