import Contracts
import Foundation
import League
import Pipeline
import Providers
import TestKit
import Testing

@testable import Phase6Publish

let sampleDate = GameDate(dayNumber: 19_737)  // 2024-01-15
let sampleSeason = Season(startYear: 2023)
let samplePath = DocumentPath(results: sampleDate)

extension DocumentPath {
  /// `results/{date}.json`.
  init(results date: GameDate) {
    do {
      self = try ResultsDocument.kind.path(on: date)
    } catch {
      fatalError("\(error)")
    }
  }
}

/// A store that nothing is written to.
let nowhere = DocumentFolder("/nowhere")

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
    grade.system = PublishedSystem.primary
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
    prediction.system = PublishedSystem.primary
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

extension PlayedGame {
  /// A game `days` before the sample date.
  static func sample(
    _ playerID: Int = 1, daysAgo days: Int, points: Int? = 20, line: Double? = nil, isHome: Bool = true,
    team: TeamCode = .bos, opponent: TeamCode = .tor, minutes: Double? = 30, isActive: Bool = true
  ) -> PlayedGame {
    var game = PlayedGame()
    game.gameDate = sampleDate.adding(days: -days)
    game.playerID = playerID
    game.playerLookup = "player\(playerID)"
    game.playerName = "Player \(playerID)"
    game.gameID = "00223\(10_000 + (days + 500) % 90_000)"
    game.team = team
    game.opponent = opponent
    game.isHome = isHome
    game.isActive = isActive
    game.points = points
    game.minutes = minutes
    game.line = line
    if let points, let line {
      game.result = Double(points) > line ? .over : Double(points) < line ? .under : .push
    }
    game.fieldGoals = Shooting(made: 8, attempted: 16)
    game.threes = Shooting(made: 2, attempted: 6)
    game.freeThrows = Shooting(made: 2, attempted: 2)
    (game.rebounds, game.assists, game.steals, game.blocks, game.turnovers) = (5, 4, 1, 0, 2)
    (game.paintAttempts, game.midRangeAttempts) = (6, 4)
    return game
  }
}

extension ListedPlayer {
  static func sample(
    _ playerID: Int = 1, line: Double? = 14.5, daysRest: Int? = 1, isHome: Bool = false, opponent: TeamCode = .tor
  ) -> ListedPlayer {
    var player = ListedPlayer()
    player.gameDate = sampleDate
    player.playerID = playerID
    player.playerLookup = "player\(playerID)"
    player.playerName = "Player \(playerID)"
    player.gameID = "0022300561"
    player.team = .bos
    player.opponent = opponent
    player.isHome = isHome
    player.line = line
    player.lineSource = line == nil ? nil : "draftkings"
    player.daysRest = daysRest
    player.isBackToBack = daysRest == 0
    player.opponentPace = 99.5
    return player
  }
}

extension ScheduledGame {
  static func sample(_ type: GameType = .regularSeason) -> ScheduledGame {
    var game = ScheduledGame()
    game.gameDate = sampleDate
    game.gameID = "0022300561"
    game.type = type
    game.tipOff = "2024-01-16T00:30:00Z"
    game.homeTeam = .tor
    game.awayTeam = .bos
    return game
  }
}

extension TeamGame {
  static func sample(
    _ team: TeamCode = .bos, daysAgo days: Int, points: Int = 110, pace: Double? = 99, isHome: Bool = true,
    type: GameType = .regularSeason
  ) -> TeamGame {
    var game = TeamGame()
    game.gameDate = sampleDate.adding(days: -days)
    game.team = team
    game.points = points
    game.pace = pace
    game.isHome = isHome
    game.type = type
    return game
  }
}

extension DefendedGame {
  static func sample(_ team: TeamCode, daysAgo days: Int, allowed: Int, paintMakes: Int = 20) -> DefendedGame {
    var game = DefendedGame()
    game.gameDate = sampleDate.adding(days: -days)
    game.team = team
    game.pointsAllowed = allowed
    (game.paintMakes, game.paintAttempts, game.threesMade, game.threesAttempted) = (paintMakes, 40, 12, 36)
    return game
  }
}

extension TrackedCall {
  static func sample(
    _ playerID: Int = 1, daysAgo days: Int, _ recommendation: Recommendation = .under, isCorrect: Bool? = true
  ) -> TrackedCall {
    var call = TrackedCall()
    call.gameDate = sampleDate.adding(days: -days)
    call.call = Call(
      gameID: PlayedGame.sample(playerID, daysAgo: days).gameID, playerID: playerID, recommendation: recommendation,
      confidence: 0.6, line: 14.5, actual: 10, absoluteError: 4.2, signedError: 4.2, isCorrect: isCorrect)
    return call
  }
}

extension DocumentTable {
  /// The documents of the sample date from some contents.
  func documents(on date: GameDate = sampleDate, _ fill: (inout AsOfView.Contents) -> Void) throws -> [Document] {
    var contents = AsOfView.Contents()
    fill(&contents)
    let view = AsOfView(date: date, season: sampleSeason, contents: contents)
    return try rows(for: date, from: view).rows.compactMap(\.document)
  }

  /// The one document of the sample date, which is as its schema promises.
  func json(on date: GameDate = sampleDate, _ fill: (inout AsOfView.Contents) -> Void) throws -> JSONValue {
    let document = try #require(try documents(on: date, fill).first)
    var bytes = document.bytes
    if document.path.description.hasSuffix(".gz") {
      bytes = try Gzip.decompress(bytes).split(separator: UInt8(ascii: "\n")).first.map(Array.init) ?? []
    }
    #expect(try JSONSchema(named: Self.kind.schema).violations(in: bytes) == [])
    return try JSONValue(parsing: bytes)
  }
}

extension PastRows {
  /// Earlier rows, as of the sample date.
  init(_ rows: [P]) { self.init(rows, before: sampleDate) }
}

extension JSONValue {
  /// A value by its path, as `picks.0.rank`.
  func at(_ path: String) -> JSONValue? {
    path.split(separator: ".").reduce(self as JSONValue?) { value, name in
      if let index = Int(name) { return value?.elements.indices.contains(index) == true ? value?.elements[index] : nil }
      return value?[String(name)]
    }
  }

  var text: String? { if case .string(let text) = self { text } else { nil } }
}

/// A folder that is gone after the test.
func withTemporaryFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("documents-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: folder) }  // what a failing test leaves behind does not matter
  return try await body(folder.path)
}
