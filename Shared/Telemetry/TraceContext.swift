/// A W3C trace context: the identity of a journey and of the step that caused the next one.
public struct TraceContext: Hashable, Sendable {
  /// 32 lower-case hex digits, not all zero.
  public let traceID: String
  /// 16 lower-case hex digits, not all zero.
  public let spanID: String

  /// A new journey.
  public static func root() -> TraceContext {
    TraceContext(traceID: randomHex(words: 2), spanID: randomHex(words: 1))
  }

  /// The next step of the same journey.
  public func child() -> TraceContext {
    TraceContext(traceID: traceID, spanID: Self.randomHex(words: 1))
  }

  /// The context of a `traceparent` header; nil when it is not of the W3C form, version 00.
  public init?(traceparent: some StringProtocol) {
    let parts = traceparent.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "00", parts[1].count == 32, parts[2].count == 16, parts[3].count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) } }),
      parts[1].contains(where: { $0 != "0" }), parts[2].contains(where: { $0 != "0" })
    else { return nil }
    traceID = String(parts[1])
    spanID = String(parts[2])
  }

  private init(traceID: String, spanID: String) {
    self.traceID = traceID
    self.spanID = spanID
  }

  /// The header's value, sampled.
  public var traceparent: String { "00-\(traceID)-\(spanID)-01" }

  private static func randomHex(words: Int) -> String {
    (0..<words).map { _ in
      let text = String(UInt64.random(in: 1...UInt64.max), radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }.joined()
  }
}
