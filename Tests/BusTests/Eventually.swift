import Testing

/// Waits until a condition holds; fails the test when it does not within the limit.
func eventually(
  _ what: String, within limit: Duration = .seconds(30), sourceLocation: SourceLocation = #_sourceLocation,
  _ condition: @Sendable () async -> Bool
) async {
  let deadline = ContinuousClock.now + limit
  while ContinuousClock.now < deadline {
    if await condition() { return }
    try? await Task.sleep(for: .milliseconds(1))
  }
  Issue.record("not in time: \(what)", sourceLocation: sourceLocation)
}
