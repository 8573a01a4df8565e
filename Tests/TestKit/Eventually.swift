/// A condition did not come to hold in time.
public struct NotInTime: Error, CustomStringConvertible {
  /// The condition, in words.
  public var what: String
  /// How long it was waited for.
  public var limit: Duration

  /// What did not happen, and how long it was waited for.
  public var description: String { "not within \(limit): \(what)" }
}

/// Waits until a condition holds.
///
/// - Throws: ``NotInTime`` when it does not within the limit.
public func eventually(
  _ what: String, within limit: Duration = .seconds(30), _ condition: @Sendable () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + limit
  while try await !condition() {
    guard ContinuousClock.now < deadline else { throw NotInTime(what: what, limit: limit) }
    try await Task.sleep(for: .milliseconds(1))
  }
}
