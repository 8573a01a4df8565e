import Contracts
import League
import Ledger
import Pipeline
import TestKit
import Warehouse

@testable import Phase3Analytics
@testable import Phase5Grade

/// A warehouse with grades and with those who played, and nothing else.
struct GradedSeason {
  typealias Graded = PredictionAccuracy.Row
  typealias Player = PlayerGameSummary.Row

  let folder: TemporaryFolder
  let warehouse: SQLiteWarehouse

  init() throws {
    folder = try TemporaryFolder()
    warehouse = try folder.warehouse()
  }

  /// Puts rows where the phases would.
  func put(_ graded: [Graded], played: [Player], on date: GameDate) async throws {
    let tables = [
      try AnyTable(PredictionAccuracy(), phase: .grade), try AnyTable(PlayerGameSummary(), phase: .analytics),
    ]
    let grades = try PartitionRows(graded, table: "prediction_accuracy")
    let players = try PartitionRows(played, table: "player_game_summary")
    try await warehouse.write { writer in
      for table in tables {
        try writer.prepare(table.info.schema)
        try Ledger.register([try table.info.catalogEntry()], of: table.info.phase, at: "", in: writer)
      }
      _ = try writer.replace(grades, of: tables[0].info.schema, on: date)
      _ = try writer.replace(players, of: tables[1].info.schema, on: date)
    }
  }
}

extension PredictionAccuracy.Row {
  /// A grade of a player who scored `actual` points.
  static func sample(
    _ player: Int, system: String = "moving_average", predicted: Double, actual: Int, season: Double?, last10: Double?,
    line: Double? = nil, _ recommendation: Recommendation = .noLine, correct: Bool? = nil
  ) -> PredictionAccuracy.Row {
    var row = PredictionAccuracy.Row()
    row.gameID = "0022300561"
    row.playerID = player
    row.system = system
    row.predicted = predicted
    row.actual = actual
    row.tier = ScoringTier(seasonAverage: season)
    row.seasonAverage = season
    row.last10Average = last10
    row.line = line
    row.hasLine = line != nil
    row.recommendation = recommendation
    row.isCorrect = correct
    let error = (predicted - Double(actual)).rounded(scale: 2)
    row.signedError = error
    row.absoluteError = abs(error)
    row.isWithin3 = abs(error) <= 3
    row.isWithin5 = abs(error) <= 5
    return row
  }

  /// A prediction of a player who did not play.
  static func void(_ player: Int, line: Double? = nil) -> PredictionAccuracy.Row {
    var row = sample(player, predicted: 10, actual: 0, season: 10, last10: 10, line: line)
    (row.actual, row.signedError, row.absoluteError, row.isWithin3, row.isWithin5) = (nil, nil, nil, nil, nil)
    (row.isVoid, row.voidReason) = (true, .didNotPlay)
    return row
  }
}

extension PlayerGameSummary.Row {
  /// A player on the floor.
  static func sample(_ player: Int, line: Double? = nil) -> PlayerGameSummary.Row {
    var row = PlayerGameSummary.Row()
    row.playerID = player
    row.gameID = "0022300561"
    row.isActive = true
    row.pointsLine = line
    return row
  }
}
