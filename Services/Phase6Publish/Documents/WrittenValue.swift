import Synchronization

/// The JSON of an object that never changes and goes into many documents: made when it is first written.
final class WrittenValue: Sendable {
  private let text = Mutex<[UInt8]>([])

  /// Writes the object, whose fields `writeFields` writes the first time.
  func write(to json: inout JSONText, _ writeFields: (inout JSONText) -> Void) {
    text.withLock { text in
      if text.isEmpty {
        var first = JSONText()
        first.object(writeFields)
        text = first.bytes
      }
      json.written(text)
    }
  }
}
