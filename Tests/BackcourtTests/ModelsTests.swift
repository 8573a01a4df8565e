import ArgumentParser
import Contracts
import Ledger
import League
import Pipeline
import TestKit
import Testing
import Warehouse

@testable import Backcourt
@testable import Phase5Grade
@testable import Phase5Predict

@Suite("backcourt models")
struct ModelsTests {
  let date = day("2024-01-15")
  static let model = "xgboost_v1/form_1/2024-01-01"

  /// Grades of the model and of the rule for the same players: off by `error` and by `rule` points, every `late`th of the
  /// model's bets lost.
  func season(
    _ players: Int, error: (Int) -> Double = { $0.isMultiple(of: 2) ? 4.6 : -4.6 }, rule: Double = 5,
    winsOfTen: Int = 5,
    isLined: Bool = true, withModel: Bool = true
  ) async throws -> GradedSeason {
    let season = try GradedSeason()
    var rows: [GradedSeason.Graded] = []
    for player in 0..<players {
      var own = GradedSeason.Graded.sample(
        player, system: "xgboost_v1", predicted: 20 + error(player), actual: 20, season: 20, last10: 20,
        line: isLined ? 15.5 : nil, isLined ? .over : .noLine, correct: isLined ? player % 10 < winsOfTen : nil)
      own.origin.modelID = Self.model
      rows.append(own)
      rows.append(
        .sample(player, system: "moving_average", predicted: 20 + rule, actual: 20, season: 20, last10: 20))
    }
    try await season.put(rows, played: [], on: date)
    guard withModel else { return season }
    let table = try AnyTable(PointsModels(), phase: .predict)
    var model = PointsModels.Row()
    model.modelID = Self.model
    (model.trainStart, model.trainEnd, model.rows, model.error) = (day("2021-10-26"), day("2023-12-30"), 52_000, 4.31)
    let stored = try PartitionRows([model], table: "points_models")
    try await season.warehouse.write { writer in
      try writer.prepare(table.info.schema)
      try Ledger.register([try table.info.catalogEntry()], of: .predict, at: "", in: writer)
      _ = try writer.replace(stored, of: table.info.schema, on: day("2024-01-01"))
    }
    return season
  }

  func report(_ season: GradedSeason, selection: DateSelection = DateSelection()) async throws -> ModelsReport {
    let report = try await season.warehouse.read { try ModelsReport.make($0, selection: selection) }
    return try #require(report)
  }

  func verdicts(_ report: ModelsReport) -> [PromotionGate.Name: PromotionGate.Verdict] {
    Dictionary(uniqueKeysWithValues: report.gates.map { ($0.name, $0.verdict) })
  }

  @Test("a model is shown with what it learned from and what its predictions came to, beside the rule on the same rows")
  func served() async throws {
    let report = try await report(try await season(1200))
    let model = try #require(report.models.first)
    #expect((model.modelID, model.trainingRows, model.trainEnd) == (Self.model, 52_000, day("2023-12-30")))
    let served = try #require(model.served)
    #expect((served.predictions, served.firstDate, served.lastDate) == (1200, date, date))
    #expect((served.mae.rounded(scale: 4), served.movingAverageMAE, served.medianError) == (4.6, 5, 0))
    #expect((served.betsDecided, served.hitRate) == (1200, 0.5))
    #expect(report.isPromotable)
    #expect(report.gates.allSatisfy { $0.verdict == .passed })
    for part in [Self.model, "2023-12-30", "4.60", "8.0 % below it", "Nothing stands against promotion."] {
      #expect(report.text.contains(part), "\(part)\n\(report.text)")
    }
  }

  @Test("each gate fails by itself: no gain on the rule, a biased median, too many hits, an error too small to be true")
  func gates() async throws {
    let dull = try await report(try await season(1200, rule: 4.7))
    #expect(verdicts(dull)[.belowMovingAverage] == .failed && verdicts(dull)[.medianError] == .passed)
    let biased = try await report(try await season(1200, error: { $0.isMultiple(of: 2) ? 4.6 : -3.9 }))
    #expect(verdicts(biased)[.medianError] == .failed && verdicts(biased)[.belowMovingAverage] == .passed)
    let lucky = try await report(try await season(900, winsOfTen: 7))
    #expect(verdicts(lucky)[.hitRate] == .failed && verdicts(lucky)[.leakAlarm] == .passed)
    let leaky = try await report(try await season(1200, error: { $0.isMultiple(of: 2) ? 3.4 : -3.4 }))
    #expect(verdicts(leaky)[.leakAlarm] == .failed)
    #expect(leaky.text.contains("NOT to be promoted"))
    for report in [dull, biased, lucky, leaky] { #expect(!report.isPromotable) }
  }

  @Test("few bets are not judged and stand against nothing; without grades nothing can be promoted")
  func notJudged() async throws {
    let few = try await report(try await season(1200, isLined: false))
    #expect(verdicts(few)[.hitRate] == .notJudged)
    #expect(few.isPromotable)
    let none = try await report(try await season(1200), selection: DateSelection(seasons: [Season(startYear: 2010)]))
    #expect(none.models.first?.served == nil)
    #expect(none.gates.allSatisfy { $0.verdict == .notJudged })
    #expect(!none.isPromotable)
  }

  @Test("the command ends well, with 1 when promotion is stopped, and with 3 without a model")
  func exitCodes() async throws {
    #expect(try await outcome(of: try await season(1200)) == nil)
    #expect(try await outcome(of: try await season(1200, rule: 4.6)) == CommandOutcome.failed)
    #expect(try await outcome(of: try await season(10, withModel: false)) == CommandOutcome.nothingSelected)
  }

  private func outcome(of season: GradedSeason) async throws -> Int32? {
    let command = try #require(try Models.parseAsRoot(["--data", season.folder.path]) as? Models)
    do {
      try await command.run()
      return nil
    } catch let outcome as CommandOutcome {
      return outcome.code
    }
  }
}
