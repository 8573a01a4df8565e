import League
import Pipeline
import Testing

@testable import Phase5Predict

@Suite("XGBoost")
struct BoosterTests {
  static func set(_ league: SmallLeague = SmallLeague()) throws -> TrainingSet {
    try TrainingSet(league.past.vectors, results: league.past.results, until: .sample.adding(days: -2))
  }

  @Test("5.4 worked: a quality of 83.18 and a deviation of 5.25 make a score of 84")
  func confidence() {
    #expect(ModelConfidence.score(quality: 83.18, deviation: 5.25) == 0.84)
    #expect(ModelConfidence.score(quality: 59, deviation: nil) == 0.70)
    #expect(ModelConfidence.score(quality: 90, deviation: 3.9) == 0.90)
  }

  @Test("equal rows, settings and seed give equal bytes, on one thread and on two")
  func deterministic() throws {
    let set = try Self.set()
    func bytes(threads: Int, seed: Int = 1) throws -> [UInt8] {
      var settings = BoosterSettings.standard
      settings.seed = seed
      let booster = try Booster.trained(on: set.matrix, labels: set.labels, settings: settings, threads: threads)
      return try booster.artefact
    }
    let first = try bytes(threads: 1)
    #expect(try bytes(threads: 1) == first)
    #expect(try bytes(threads: 2) == first)
    #expect(try bytes(threads: 1, seed: 2) != first)
  }

  @Test("it learns what the points that it starts from leave out")
  func learns() throws {
    let set = try Self.set()
    let booster = try Booster.trained(on: set.matrix, labels: set.labels, settings: .standard)
    let start = try #require(set.meanError(of: set.matrix.starts))
    let error = try #require(set.meanError(of: try booster.predictions(for: set.matrix)))
    #expect(booster.fitted == (try booster.predictions(for: set.matrix)))
    #expect(start > 2.5)
    #expect(error < 0.75 * start)
  }

  @Test("a model taken up from its bytes predicts what the trained one did")
  func restored() throws {
    let set = try Self.set()
    let trained = try Booster.trained(on: set.matrix, labels: set.labels, settings: .standard)
    let bytes = try trained.artefact
    let restored = try Booster.restored(from: bytes)
    let before = try trained.predictions(for: set.matrix)
    let after = try restored.predictions(for: set.matrix)
    let again = try restored.artefact
    #expect(before == after)
    #expect(again == bytes)
  }

  @Test("a missing value is missing, and not zero")
  func missing() throws {
    let set = try Self.set()
    let booster = try Booster.trained(on: set.matrix, labels: set.labels, settings: .standard)
    func prediction(_ rest: Float) throws -> Float? {
      var row = ModelVector().floats
      row[ModelFeature.formPoints.rawValue] = 12
      row[ModelFeature.rest.rawValue] = rest
      var matrix = FeatureMatrix(columns: row.count)
      try matrix.append(row, from: 12)
      return try booster.predictions(for: matrix).first
    }
    let none = try #require(try prediction(.nan))
    let zero = try #require(try prediction(0))
    let three = try #require(try prediction(3))
    #expect(zero + 3 < three)
    #expect(three + 3 < none)
  }

  @Test("rows of another shape, no rows and bytes that are no model are refused")
  func refusals() throws {
    var matrix = FeatureMatrix(columns: 2)
    #expect(throws: BoosterError.wrongShape(expected: 2, found: 3)) { try matrix.append([1, 2, 3], from: 0) }
    #expect(throws: BoosterError.noRows) {
      _ = try Booster.trained(on: FeatureMatrix(columns: 2), labels: [], settings: .standard)
    }
    try matrix.append([1, 2], from: 0)
    let unlabelled = matrix
    #expect(throws: BoosterError.wrongShape(expected: 1, found: 0)) {
      _ = try Booster.trained(on: unlabelled, labels: [], settings: .standard)
    }
    let set = try Self.set()
    let booster = try Booster.trained(on: set.matrix, labels: set.labels, settings: .standard)
    let refused: BoosterError?
    do {
      _ = try booster.predictions(for: matrix)
      refused = nil
    } catch {
      refused = error
    }
    #expect(refused == .wrongShape(expected: ModelVector.names.count, found: 2))
    #expect(throws: BoosterError.self) { _ = try Booster.restored(from: Array("no model".utf8)) }
  }
}
