import ArgumentParser
import Contracts
import League
import Pipeline
import TestKit
import Testing
import Warehouse

@testable import Backcourt
@testable import Phase3Analytics
@testable import Phase5Grade

@Suite("backcourt accuracy")
struct AccuracyTests {
  let date = day("2024-01-15")

  func report(
    _ season: GradedSeason, selection: DateSelection = DateSelection(), lined: Bool = false,
    by grouping: AccuracyReport.Grouping = .system
  ) async throws -> AccuracyReport {
    let counts = try await season.warehouse.read { try GradeCounts($0) }
    return AccuracyReport(counts, selection: selection, lined: lined, by: grouping)
  }

  /// Four graded players, one void and one who played without a prediction.
  func small() async throws -> GradedSeason {
    let season = try GradedSeason()
    try await season.put(
      [
        .sample(1, predicted: 24, actual: 27, season: 20, last10: 25, line: 22.5, .over, correct: true),
        .sample(2, predicted: 12, actual: 7, season: 10, last10: 8, line: 9.5, .over, correct: false),
        .sample(3, predicted: 18, actual: 20, season: 21, last10: 19, line: 20, .under),
        .sample(4, predicted: 4, actual: 0, season: 6, last10: 5), .void(5, line: 12.5),
      ],
      played: [.sample(1, line: 22.5), .sample(2, line: 9.5), .sample(3, line: 20), .sample(4), .sample(6, line: 8.5)],
      on: date)
    return season
  }

  @Test("four players by hand: error 3.5 ± 0.65, bias +1, the season average 4.25 and the last ten 2.25")
  func everybody() async throws {
    let report = try await report(try await small())
    let line = try #require(report.sections.first { $0.population == .all }?.lines.first)
    #expect((line.error.sample, line.error.mae, line.error.bias) == (4, 3.5, 1))
    // Deviations -0.5, 1.5, -1.5, 0.5 of the mean: 5/3 is the variance, over four rows.
    #expect(line.error.standardError?.rounded(scale: 4) == (5.0 / 3 / 4).squareRoot().rounded(scale: 4))
    #expect((line.within3, line.within5) == (0.5, 1))
    #expect((line.seasonAverage.mae, line.last10Average.mae) == (4.25, 2.25))
    #expect((line.seasonAverage.sample, line.last10Average.sample) == (4, 4))
    #expect(line.coverage == 0.8, "four of five who played")
    #expect(line.line == nil && line.bets == nil)
    #expect((report.voids, report.dates, report.firstDate) == (1, 1, date))
  }

  @Test("three of them with a line, by hand: one won, one lost, one pushed; the line itself is off by 7/3")
  func lined() async throws {
    let season = try await small()
    for lined in [false, true] {
      let report = try await report(season, lined: lined)
      #expect(report.sections.map(\.population) == (lined ? [.lined] : [.all, .lined]))
      let line = try #require(report.sections.last?.lines.first)
      let bets = try #require(line.bets)
      #expect((bets.won, bets.lost, bets.pushed) == (1, 1, 1))
      #expect(bets.hitRate == 0.5)
      #expect(bets.profit.rounded(scale: 4) == -0.0909)
      #expect(line.error.mae.rounded(scale: 6) == (10.0 / 3).rounded(scale: 6))
      #expect(line.line?.mae.rounded(scale: 6) == (7.0 / 3).rounded(scale: 6))
      #expect(line.seasonAverage.mae.rounded(scale: 6) == (11.0 / 3).rounded(scale: 6))
      #expect(line.last10Average.mae.rounded(scale: 6) == (4.0 / 3).rounded(scale: 6))
      #expect((line.line?.sample, line.seasonAverage.sample) == (3, 3))
      #expect(line.coverage == 0.75, "three of four who played with a line")
      #expect(report.voids == 1)
    }
  }

  @Test("a grade without averages is left out, and said to be")
  func withoutAverages() async throws {
    let season = try GradedSeason()
    try await season.put(
      [
        .sample(1, predicted: 24, actual: 27, season: 20, last10: 25),
        .sample(2, predicted: 24, actual: 4, season: nil, last10: nil),
      ], played: [.sample(1), .sample(2)], on: date)
    let report = try await report(season)
    #expect(report.withoutAverages == 1)
    #expect(report.sections.first?.lines.first?.error.mae == 3)
    #expect(report.text.contains("1 grades of players whose averages are not known"))
  }

  @Test("systems that predict different players are also compared on the same rows")
  func sameRows() async throws {
    let season = try GradedSeason()
    try await season.put(
      [
        .sample(1, predicted: 24, actual: 27, season: 20, last10: 25),
        .sample(2, predicted: 24, actual: 4, season: 20, last10: 25),
        .sample(1, system: "xgboost_v1", predicted: 25, actual: 27, season: 20, last10: 25),
      ], played: [.sample(1), .sample(2)], on: date)
    let report = try await report(season)
    #expect(report.sections.map(\.hasSameRowsForAllSystems) == [false, true])
    #expect(report.sections[0].lines.map(\.error.mae) == [11.5, 2])
    #expect(report.sections[1].lines.map(\.error.mae) == [3, 2])
    #expect(report.sections[1].lines.map(\.seasonAverage.mae) == [7, 7])
    #expect(report.sections[0].lines.map(\.coverage) == [1, 0.5])
  }

  @Test("every number agrees with one counted row by row", arguments: AccuracyReport.Grouping.allCases)
  func rowByRow(grouping: AccuracyReport.Grouping) async throws {
    var random = SeededRandom(seed: 7)
    let season = try GradedSeason()
    var kept: [(date: GameDate, row: PredictionAccuracy.Row)] = []
    for date in [day("2022-12-30"), day("2023-10-30"), date] {
      let rows = (1...90).flatMap { player -> [PredictionAccuracy.Row] in
        let actual = Int.random(in: 0...40, using: &random)
        let line = Bool.random(using: &random) ? Double(Int.random(in: 8...70, using: &random)) / 2 : nil
        let average = Double(Int.random(in: 0...3500, using: &random)) / 100
        if Int.random(in: 0...8, using: &random) == 0 { return [.void(player, line: line)] }
        return ["ensemble_v1", "moving_average"].filter { _ in Int.random(in: 0...5, using: &random) > 0 }.map {
          let over = Bool.random(using: &random)
          let points = Double(actual)
          return .sample(
            player, system: $0, predicted: Double(Int.random(in: 0...4000, using: &random)) / 100, actual: actual,
            season: average, last10: Double(Int.random(in: 0...3500, using: &random)) / 100, line: line,
            line == nil ? .noLine : over ? .over : .under,
            correct: line.flatMap { points == $0 ? nil : (points > $0) == over })
        }
      }
      kept += rows.map { (date, $0) }
      try await season.put(rows, played: (1...90).map { .sample($0) }, on: date)
    }
    let selected = kept.filter { $0.date > day("2023-08-01") && !$0.row.isVoid }
    let report = try await report(
      season, selection: DateSelection(seasons: [Season(startYear: 2023)]), by: grouping)
    let section = try #require(report.sections.first { $0.population == .lined && !$0.hasSameRowsForAllSystems })
    #expect(section.lines.reduce(0) { $0 + $1.error.sample } == selected.count { $0.row.line != nil })
    for line in section.lines {
      let rows = selected.filter { date, row in
        let group: String? =
          switch grouping {
          case .system: nil
          case .tier: row.tier.rawValue
          case .month: String("\(date)".prefix(7))
          }
        return row.system == line.system && row.line != nil && group == line.group
      }.map(\.row)
      let count = Double(rows.count)
      func mean(_ error: (PredictionAccuracy.Row) -> Double) -> Double { rows.map(error).reduce(0, +) / count }
      func miss(_ row: PredictionAccuracy.Row, _ number: Double?) -> Double {
        abs((number ?? .nan) - Double(row.actual ?? -1))
      }
      let error = mean { miss($0, $0.predicted) }
      let spread = rows.map { (miss($0, $0.predicted) - error) * (miss($0, $0.predicted) - error) }.reduce(0, +)
      #expect(line.error.sample == rows.count)
      #expect(abs(line.error.mae - error) < 1e-9)
      #expect(abs((line.error.standardError ?? 0) - (spread / (count - 1) / count).squareRoot()) < 1e-9)
      #expect(abs(line.error.bias - mean { $0.predicted - Double($0.actual ?? -1) }) < 1e-9)
      #expect(abs(line.seasonAverage.mae - mean { miss($0, $0.seasonAverage) }) < 1e-9)
      #expect(abs(line.last10Average.mae - mean { miss($0, $0.last10Average) }) < 1e-9)
      #expect(abs((line.line?.mae ?? 0) - mean { miss($0, $0.line) }) < 1e-9)
      #expect(abs(line.within3 - mean { miss($0, $0.predicted) <= 3 ? 1 : 0 }) < 1e-9)
      #expect(abs(line.within5 - mean { miss($0, $0.predicted) <= 5 ? 1 : 0 }) < 1e-9)
      let bets = try #require(line.bets)
      #expect(bets.won == rows.count { $0.isCorrect == true })
      #expect(bets.lost == rows.count { $0.isCorrect == false })
      #expect(bets.pushed == rows.count { Double($0.actual ?? -1) == $0.line })
    }
  }

  @Test("only what is selected is reported, and nothing selected is nothing")
  func selection() async throws {
    let season = try await small()
    try await season.put(
      [.sample(1, predicted: 10, actual: 20, season: 10, last10: 10)], played: [.sample(1)], on: day("2022-12-30"))
    #expect(try await report(season).dates == 2)
    let earlier = try await report(season, selection: DateSelection(seasons: [Season(startYear: 2022)]))
    #expect(earlier.sections.first?.lines.first?.error.mae == 10)
    #expect((earlier.voids, earlier.sections.count) == (0, 1))
    #expect(try await report(season, selection: DateSelection(seasons: [Season(startYear: 2010)])).dates == 0)
  }

  @Test("the text names samples, the condition on playing, the line's own error and the state of the alarm")
  func text() async throws {
    let text = try await report(try await small()).text
    for part in [
      "Grades of 1 dates, 2024-01-15 to 2024-01-15", "Conditional on playing: 1 predictions",
      "All players who played", "3.50 ± 0.65", "+1.00", "4.25", "2.25", "80.0 %", "Players with a line", "2.33",
      "50.0 % ± 35.4 %", "-0.1", "Leak alarm: quiet",
    ] {
      #expect(text.contains(part), "\(part)\n\(text)")
    }
  }

  @Test("adjusted points are said beside the error of the same predictions, and are in no other number")
  func adjustments() async throws {
    let plain = try await report(try await small())
    #expect(plain.adjustments.isEmpty)
    let season = try GradedSeason()
    var rows: [PredictionAccuracy.Row] = [
      .sample(1, system: "ensemble_v1", predicted: 24, actual: 27, season: 20, last10: 25),
      .sample(2, system: "ensemble_v1", predicted: 12, actual: 7, season: 10, last10: 8),
      .sample(3, system: "ensemble_v1", predicted: 18, actual: 20, season: 21, last10: 19),
    ]
    for (index, isInUse) in [(0, true), (1, false)] {
      (rows[index].origin.tierAdjustment, rows[index].origin.usesAdjustment) = (1, isInUse)
      rows[index].origin.adjustedPoints = rows[index].predicted + 1
      rows[index].adjustedError = index == 0 ? 2 : 6
    }
    try await season.put(rows, played: [], on: date)
    let report = try await report(season)
    let found = try #require(report.adjustments.first)
    #expect((found.all.sample, found.all.mae, found.all.adjustedMAE) == (2, 4, 4))
    #expect(found.inUse.map { [Double($0.sample), $0.mae, $0.adjustedMAE] } == [1, 3, 2])
    #expect(report.sections.first?.lines.map(\.system) == ["ensemble_v1"])
    #expect(report.sections.first?.lines.first?.error.mae == 10.0 / 3)
    #expect(
      report.text.contains(
        "Adjusted by scoring tier, ensemble_v1: error 4.000 as predicted, 4.000 adjusted, over 2; "
          + "where the adjustment was in use, 3.000 as predicted, 2.000 adjusted, over 1"))
  }

  @Test("the leak alarm shows in the report, season by season, and the command fails with it")
  func leakAlarm() async throws {
    let season = try GradedSeason()
    let rows = (1...1001).map { player in
      PredictionAccuracy.Row.sample(
        player, predicted: 20, actual: 27, season: 20, last10: 25, line: 22.5, .over, correct: player % 10 < 7)
    }
    try await season.put(rows, played: [], on: date)
    let report = try await report(season, by: .tier)
    #expect(report.leakAlarms.map(\.season.label) == ["2023-24"])
    #expect(report.text.contains("LEAK ALARM  moving_average, 2023-24: hit rate 70"))
    #expect(try await outcome(["--data", season.folder.path]) == CommandOutcome.failed)
  }

  @Test("a raised alarm is not hidden by looking at players with a line alone")
  func alarmOfEverybody() async throws {
    let season = try GradedSeason()
    let rows = (1...1200).map { player in
      PredictionAccuracy.Row.sample(
        player, predicted: 20, actual: 18, season: 20, last10: 25, line: player < 9 ? 22.5 : nil,
        player < 9 ? .pass : .noLine)
    }
    try await season.put(rows, played: [], on: date)
    #expect(try await report(season, lined: true).leakAlarms.count == 1)
  }

  @Test("with grades the command ends well, without it says so and ends with 3")
  func exitCodes() async throws {
    let season = try await small()
    #expect(try await outcome(["--data", season.folder.path]) == nil)
    #expect(
      try await outcome(["--data", season.folder.path, "--season", "2023-24", "--lined", "--by", "month"]) == nil)
    #expect(try await outcome(["--data", season.folder.path, "--season", "2010-11"]) == CommandOutcome.nothingSelected)
    let empty = try GradedSeason()
    #expect(try await outcome(["--data", empty.folder.path]) == CommandOutcome.nothingSelected)
  }

  /// The exit code of the command; nil for a good end.
  private func outcome(_ arguments: [String]) async throws -> Int32? {
    let command = try #require(try Accuracy.parseAsRoot(arguments) as? Accuracy)
    do {
      try await command.run()
      return nil
    } catch let outcome as CommandOutcome {
      return outcome.code
    }
  }
}
