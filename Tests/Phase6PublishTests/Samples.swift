import Foundation
import League
import Pipeline

@testable import Phase6Publish

let sampleDate = GameDate(dayNumber: 19_737)  // 2024-01-15
let sampleSeason = Season(startYear: 2023)

extension GradedPrediction {
  /// A graded prediction as phase 5 writes it; `actual` nil is a void.
  static func sample(
    _ playerID: Int, game: String = "0022300561", predicted: Double = 18.4, _ recommendation: Recommendation = .over,
    line: Double? = 16.5, actual: Int? = 16, confidence: Double = 0.52
  ) -> GradedPrediction {
    var grade = GradedPrediction()
    grade.gameDate = sampleDate
    grade.gameID = game
    grade.playerID = playerID
    grade.system = "moving_average"
    grade.playerLookup = "player\(playerID)"
    grade.team = .bos
    grade.opponent = .tor
    grade.isHome = true
    grade.predicted = predicted
    grade.confidence = confidence
    grade.recommendation = recommendation
    grade.line = line
    guard let actual else {
      grade.isVoid = true
      grade.voidReason = "dnp_unknown"
      return grade
    }
    let error = (predicted - Double(actual)).rounded(scale: 2)
    grade.actual = actual
    grade.minutes = 33.2
    grade.signedError = error
    grade.absoluteError = abs(error)
    grade.isWithin3 = abs(error) <= 3
    grade.isWithin5 = abs(error) <= 5
    if let line, Double(actual) != line, recommendation == .over || recommendation == .under {
      grade.isCorrect = (Double(actual) > line) == (recommendation == .over)
    }
    return grade
  }

  /// A day with one of everything.
  static var day: [GradedPrediction] {
    [
      .sample(5, game: "0022300562", predicted: 9.2, .under, line: 14.5, actual: 8, confidence: 0.6),
      .sample(1), .sample(2, predicted: 20.9, .over, line: 18.5, actual: 27), .sample(3, .over, line: 16.0, actual: 16),
      .sample(4, .pass, line: 18.5, actual: 0), .sample(6, .noLine, line: nil, actual: 12), .sample(7, actual: nil),
    ]
  }
}

extension PlayerFeatures {
  static func sample(_ playerID: Int, average: Double?, backToBack: Double? = 0, daysRest: Int? = 2) -> PlayerFeatures {
    var features = PlayerFeatures()
    features.playerID = playerID
    features.seasonAverage = average
    features.backToBack = backToBack
    features.daysRest = daysRest
    return features
  }
}

extension PointsPrediction {
  static func sample(
    _ playerID: Int, game: String = "0022300561", points: Double = 9.2, _ recommendation: Recommendation = .under,
    line: Double? = 14.5, confidence: Double = 0.52, isHome: Bool = false
  ) -> PointsPrediction {
    var prediction = PointsPrediction()
    prediction.gameID = game
    prediction.playerID = playerID
    prediction.system = "moving_average"
    prediction.playerLookup = "player\(playerID)"
    prediction.team = isHome ? .tor : .bos
    prediction.opponent = isHome ? .bos : .tor
    prediction.isHome = isHome
    prediction.points = points
    prediction.confidence = confidence
    prediction.recommendation = recommendation
    prediction.line = line
    prediction.margin = line.map { (points - $0).rounded(scale: 2) }
    prediction.paceAdjustment = 0.4
    return prediction
  }
}

extension ResultsDocument {
  func partition(
    _ grades: [GradedPrediction], _ features: [PlayerFeatures] = [], on date: GameDate = sampleDate
  ) throws -> Partition<DocumentRow> {
    var contents = AsOfView.Contents()
    contents[self.grades] = grades
    contents[self.features] = features
    return try rows(for: date, from: AsOfView(date: date, season: sampleSeason, contents: contents))
  }
}

extension PredictionsDocument {
  func partition(_ predictions: [PointsPrediction], on date: GameDate = sampleDate) throws -> Partition<DocumentRow> {
    var contents = AsOfView.Contents()
    contents[self.predictions] = predictions
    return try rows(for: date, from: AsOfView(date: date, season: sampleSeason, contents: contents))
  }
}

/// A folder that is gone after the test.
func withTemporaryFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("documents-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: folder) }  // what a failing test leaves behind does not matter
  return try await body(folder.path)
}
