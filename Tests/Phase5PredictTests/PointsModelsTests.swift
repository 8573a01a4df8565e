import Foundation
import League
import Pipeline
import Testing
import Warehouse

@testable import Phase5Predict

@Suite("points_models")
struct PointsModelsTests {
  let table = PointsModels()
  /// A Monday of a training week.
  static let due =
    (0..<4).map { GameDate.sample.adding(days: -7 * $0) }.first(
      where: Cadence.fourthWeekOpening.isDue) ?? .sample

  static func stored(_ league: SmallLeague = SmallLeague()) throws -> TrainedModel {
    let set = try BoosterTests.set(league)
    let first = try #require(set.first)
    let last = try #require(set.last)
    let row = try PointsModels.row(from: set, first: first, last: last, week: .sample)
    var stored = TrainedModel()
    stored.gameDate = .sample
    stored.modelID = row.modelID
    stored.system = row.system.rawValue
    stored.vectorVersion = row.vectorVersion
    stored.namesDigest = row.namesDigest
    stored.trainEnd = row.trainEnd
    stored.artefactDigest = row.artefactDigest
    stored.artefact = row.artefact
    return stored
  }

  func partition(_ league: SmallLeague, on date: GameDate) throws -> Partition<PointsModels.Row> {
    var contents = AsOfView.Contents()
    contents[table.vectors] = PastRows(league.vectors, before: date)
    contents[table.results] = PastRows(league.results, before: date)
    return try table.rows(for: date, from: AsOfView(date: date, season: Season(startYear: 2023), contents: contents))
  }

  @Test("a model of a week learns from games until the Saturday before it, whatever the date of the week")
  func end() {
    for day in 0..<7 {
      #expect(TrainingWeek.end(GameDate.sample.monday.adding(days: day)) == GameDate.sample.monday.adding(days: -2))
    }
  }

  @Test("a model says what it is, and its training ends two days before its week")
  func metadata() throws {
    let league = SmallLeague(players: 150, games: 40, endingDaysAgo: 1 + GameDate.sample.days(since: Self.due))
    let row = try #require(try partition(league, on: Self.due).rows.first)
    #expect(row.trainEnd == Self.due.adding(days: -3))
    #expect(row.trainEnd.adding(days: 1) < Self.due)
    #expect(row.rows == 150 * 39)
    #expect(row.names.split(separator: ",").map(String.init) == ModelVector.names)
    #expect(row.artefactDigest == RowSetDigest.hex(of: try #require(Data(base64Encoded: row.artefact))))
    #expect(row.error < row.startError)
    #expect(row.settings.contains("\"objective\":\"reg:pseudohubererror\""))
    #expect(row.seed == BoosterSettings.standard.seed)
    let again = try #require(try partition(league, on: Self.due).rows.first)
    #expect(again.artefact == row.artefact)
  }

  @Test("defect 16: nothing of the Sunday before its week or later reaches a model")
  func embargo() throws {
    var league = SmallLeague(players: 150, games: 40, endingDaysAgo: 3 + GameDate.sample.days(since: Self.due))
    let before = try #require(try partition(league, on: Self.due).rows.first)
    for player in 1...150 {
      var vector = league.vectors[0]
      vector.playerID = player
      vector.gameDate = Self.due.adding(days: -1)
      league.vectors.append(vector)
      var result = PastGame.sample(player, daysAgo: 0, points: 60)
      result.gameDate = vector.gameDate
      league.results.append(result)
    }
    let after = try #require(try partition(league, on: Self.due).rows.first)
    #expect(after.artefactDigest == before.artefactDigest)
    #expect(after.rows == before.rows)
  }

  @Test("too few rows train nothing, and say so")
  func nothing() throws {
    let thin = try partition(SmallLeague(), on: Self.due)
    #expect(thin.rows.isEmpty)
    #expect(thin.emptyReason?.contains("5000 are needed") == true)
  }

  @Test("only players who played are learned from, each with what was known before that game")
  func rows() throws {
    var league = SmallLeague(players: 2, games: 3)
    league.results[0].isActive = false
    league.results[0].points = nil
    league.vectors[1].version = "another"
    league.results.remove(at: 2)
    let set = try BoosterTests.set(league)
    #expect(set.count == 3)
    #expect(set.matrix.starts == [7, 7, 7])
  }

  @Test("R74: a model serves what it is of; other features, a damaged artefact and a late training are refused")
  func acceptance() throws {
    let stored = try Self.stored()
    let id = try PointsModel.taken(from: stored, serving: .sample).id
    #expect(id == "xgboost_v1/form_1/2024-01-15")

    var other = stored
    other.vectorVersion = "form_0"
    #expect(throws: ModelRefusal.otherFeatures(model: stored.modelID, version: "form_0")) {
      _ = try PointsModel.taken(from: other, serving: .sample)
    }
    other = stored
    other.namesDigest = "0"
    #expect(throws: ModelRefusal.otherFeatures(model: stored.modelID, version: "form_1")) {
      _ = try PointsModel.taken(from: other, serving: .sample)
    }
    other = stored
    other.artefact = "AAAA" + stored.artefact.dropFirst(4)
    #expect(throws: ModelRefusal.damaged(model: stored.modelID)) {
      _ = try PointsModel.taken(from: other, serving: .sample)
    }
    other.artefact = "no base 64"
    #expect(throws: ModelRefusal.damaged(model: stored.modelID)) {
      _ = try PointsModel.taken(from: other, serving: .sample)
    }
    other = stored
    other.artefact = Data("no model".utf8).base64EncodedString()
    other.artefactDigest = RowSetDigest.hex(of: "no model".utf8)
    #expect(throws: ModelRefusal.self) { _ = try PointsModel.taken(from: other, serving: .sample) }
    for late in [0, 1] {
      #expect(throws: ModelRefusal.trainedTooLate(model: stored.modelID, end: "\(stored.trainEnd)")) {
        _ = try PointsModel.taken(from: stored, serving: stored.trainEnd.adding(days: late))
      }
    }
  }

  @Test("the model starts from the line where there is one, else from his form; without either it says nothing")
  func starts() throws {
    let model = try PointsModel.taken(from: try Self.stored(), serving: .sample)
    var formed = ModelVector()
    formed[.formPoints] = 12
    formed[.rest] = 1
    var lined = formed
    lined[.line] = 20
    let points = try model.points(for: [formed, ModelVector(), lined])
    #expect(points[1] == nil)
    let first = try #require(points[0])
    let third = try #require(points[2])
    #expect(abs((third - first) - 8) < 1.5)
  }
}
