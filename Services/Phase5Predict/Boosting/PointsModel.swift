import Foundation
import League
import Warehouse

/// A model that may serve a date.
struct PointsModel: ~Copyable {
  let id: String
  private let booster: Booster

  private init(id: String, booster: consuming Booster) {
    self.id = id
    self.booster = booster
  }

  /// Takes up a stored model for a date.
  ///
  /// - Throws: ``ModelRefusal`` when features, digest, training end or bytes are not right. Nothing serves in its stead.
  static func taken(from stored: TrainedModel, serving date: GameDate) throws(ModelRefusal) -> PointsModel {
    guard stored.vectorVersion == ModelVector.version, stored.namesDigest == ModelVector.namesDigest else {
      throw .otherFeatures(model: stored.modelID, version: stored.vectorVersion)
    }
    // A day lies between: its results may still change while it is trained.
    guard stored.trainEnd.adding(days: 1) < date else {
      throw .trainedTooLate(model: stored.modelID, end: "\(stored.trainEnd)")
    }
    guard let bytes = Data(base64Encoded: stored.artefact), RowSetDigest.hex(of: bytes) == stored.artefactDigest else {
      throw .damaged(model: stored.modelID)
    }
    do throws(BoosterError) {
      let booster = try Booster.restored(from: [UInt8](bytes))
      let features = try booster.features
      guard features == ModelVector.names.count else {
        throw .wrongShape(expected: ModelVector.names.count, found: features)
      }
      return PointsModel(id: stored.modelID, booster: booster)
    } catch {
      throw .unusable(model: stored.modelID, reason: "\(error)")
    }
  }

  /// Points of each player; nil for one whom the model cannot start from.
  func points(for vectors: [ModelVector]) throws(BoosterError) -> [Double?] {
    var matrix = FeatureMatrix(columns: ModelVector.names.count, capacity: vectors.count)
    for vector in vectors {
      guard let start = vector.start else { continue }
      try matrix.append(vector.floats, from: Float(start))
    }
    var predicted = try booster.predictions(for: matrix).makeIterator()
    return vectors.map { $0.start == nil ? nil : predicted.next().map { PointsRange.clamped(Double($0)) } }
  }
}
