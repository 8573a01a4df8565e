import CXGBoost

/// A gradient-boosted model of XGBoost's, freed with this value.
///
/// The only place that calls the library. Its pointers never leave: the library writes into its own memory, which is
/// copied before the next call. Equal rows, settings and seed give equal bytes, on any number of threads.
struct Booster: ~Copyable {
  private let handle: BoosterHandle
  private let threads: Int
  /// What the model makes of the rows that it learned from, in their order; empty for a restored one.
  private(set) var fitted: [Float] = []

  private init(owning handle: BoosterHandle, threads: Int) {
    self.handle = handle
    self.threads = threads
  }

  /// Trains a model.
  ///
  /// - Parameters:
  ///   - labels: what each row came to.
  ///   - threads: cores to use; makes no difference to the result. One is best where many dates are worked on at once: the
  ///     library's threads spin while they wait for each other.
  static func trained(
    on matrix: consuming FeatureMatrix, labels: [Float], settings: BoosterSettings, threads: Int = 1
  ) throws(BoosterError) -> Booster {
    let rows = try BoosterMatrix.binned(matrix, labels: labels, bins: settings.bins, threads: threads)
    var booster = Booster(owning: try created(over: [rows.handle]), threads: threads)
    for (name, value) in settings.parameters + [("nthread", "\(threads)"), ("verbosity", "0")] {
      try check(XGBoosterSetParam(booster.handle, name, value))
    }
    for round in 0..<settings.rounds {
      try check(XGBoosterUpdateOneIter(booster.handle, Int32(round), rows.handle))
    }
    booster.fitted = try booster.predictions(for: rows, count: labels.count)
    return booster
  }

  /// A model that was trained before. What the bytes are must have been checked by their digest: the library trusts them.
  static func restored(from artefact: [UInt8], threads: Int = 1) throws(BoosterError) -> Booster {
    let booster = Booster(owning: try created(over: []), threads: threads)
    try check(XGBoosterLoadModelFromBuffer(booster.handle, artefact, bst_ulong(artefact.count)))
    try check(XGBoosterSetParam(booster.handle, "nthread", "\(threads)"))
    return booster
  }

  private static func created(over matrices: [DMatrixHandle?]) throws(BoosterError) -> BoosterHandle {
    var handle: BoosterHandle?
    try check(XGBoosterCreate(matrices, bst_ulong(matrices.count), &handle))
    guard let handle else { throw .refused("it made no model") }
    return handle
  }

  deinit {
    XGBoosterFree(handle)
  }

  /// The model as bytes, in universal binary JSON.
  var artefact: [UInt8] {
    get throws(BoosterError) {
      var count: bst_ulong = 0
      var bytes: UnsafePointer<CChar>?
      try Self.check(XGBoosterSaveModelToBuffer(handle, #"{"format":"ubj"}"#, &count, &bytes))
      guard let bytes else { throw .refused("it gave no model") }
      // The library's memory is valid until the next call on this handle, and is copied here.
      return [UInt8](UnsafeRawBufferPointer(start: bytes, count: Int(count)))
    }
  }

  /// How many features a row must have.
  var features: Int {
    get throws(BoosterError) {
      var count: bst_ulong = 0
      try Self.check(XGBoosterGetNumFeature(handle, &count))
      return Int(count)
    }
  }

  /// What the model makes of each row.
  func predictions(for matrix: FeatureMatrix) throws(BoosterError) -> [Float] {
    guard matrix.rows > 0 else { return [] }
    let expected = try features
    guard matrix.columns == expected else { throw .wrongShape(expected: expected, found: matrix.columns) }
    return try predictions(for: try BoosterMatrix.holding(matrix, threads: threads), count: matrix.rows)
  }

  private func predictions(for rows: borrowing BoosterMatrix, count: Int) throws(BoosterError) -> [Float] {
    var shape: UnsafePointer<bst_ulong>?
    var dimensions: bst_ulong = 0
    var values: UnsafePointer<Float>?
    try Self.check(
      XGBoosterPredictFromDMatrix(
        handle, rows.handle, #"{"type":0,"training":false,"iteration_begin":0,"iteration_end":0,"strict_shape":false}"#,
        &shape, &dimensions, &values))
    guard let shape, let values, dimensions == 1, shape[0] == bst_ulong(count) else {
      throw .refused("its predictions have another shape than the rows")
    }
    // The library's memory is valid until the next call on this handle, and is copied here.
    return [Float](UnsafeBufferPointer(start: values, count: count))
  }

  /// Throws what the library says when a call failed.
  static func check(_ code: Int32) throws(BoosterError) {
    guard code != 0 else { return }
    let reason = XGBGetLastError().map { String(cString: $0) } ?? "no reason given"
    throw .refused(String(reason.prefix { $0 != "\n" }))
  }
}
