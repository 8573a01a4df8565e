import CXGBoost

/// All rows as the one batch that XGBoost asks for, as often as it asks.
final class OnlyBatch {
  /// Whether the library has seen it since it last began anew.
  var isGiven = false
  /// What went wrong while it was given.
  private(set) var refusal: BoosterError?
  private let values: UnsafeBufferPointer<Float>
  private let starts: [Float]
  private let labels: [Float]
  private let proxy: DMatrixHandle

  /// - Parameters:
  ///   - values: the rows one after the other; they must outlive the batch.
  ///   - starts: where each row starts from.
  ///   - labels: what each row came to.
  ///   - proxy: where the library looks for the batch.
  init(_ values: UnsafeBufferPointer<Float>, starts: [Float], labels: [Float], for proxy: DMatrixHandle) {
    self.values = values
    self.starts = starts
    self.labels = labels
    self.proxy = proxy
  }

  /// The batch behind the pointer that the library carries.
  static func behind(_ pointer: UnsafeMutableRawPointer?) -> OnlyBatch? {
    pointer.map { Unmanaged<OnlyBatch>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Shows the rows to the library.
  ///
  /// - Returns: 1 when there they are, 0 when there are no more.
  func give() -> Int32 {
    guard !isGiven else { return 0 }
    isGiven = true
    do throws(BoosterError) {
      let address = UInt(bitPattern: values.baseAddress)
      let shape = "[\(starts.count),\(values.count / starts.count)]"
      try Booster.check(
        XGProxyDMatrixSetDataDense(
          proxy, #"{"data":[\#(address),true],"shape":\#(shape),"typestr":"<f4","version":3}"#))
      try Booster.check(XGDMatrixSetFloatInfo(proxy, "base_margin", starts, bst_ulong(starts.count)))
      try Booster.check(XGDMatrixSetFloatInfo(proxy, "label", labels, bst_ulong(labels.count)))
      return 1
    } catch {
      refusal = error
      return 0
    }
  }
}
