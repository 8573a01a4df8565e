import Synchronization

/// The JSON of an object that never changes and goes into many documents: written when it is first asked for.
final class WrittenValue: Sendable {
  private let text = Mutex<[UInt8]?>(nil)

  /// The object, whose fields `writeFields` writes the first time.
  func callAsFunction(_ writeFields: (inout JSONText) -> Void) -> [UInt8] {
    text.withLock { text in
      if let text { return text }
      var json = JSONText()
      json.object(writeFields)
      text = json.bytes
      return json.bytes
    }
  }
}
