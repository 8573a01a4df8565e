import Synchronization

/// The JSON of a value that never changes and goes into many documents: written when it is first asked for.
final class WrittenValue: Sendable {
  private let text = Mutex<[UInt8]?>(nil)

  /// The value, which `make` gives the first time.
  func callAsFunction(_ make: () -> DocumentValue) -> DocumentValue {
    .written(
      text.withLock { text in
        if let text { return text }
        var json = JSONText()
        json.write(make())
        text = json.bytes
        return json.bytes
      })
  }
}
