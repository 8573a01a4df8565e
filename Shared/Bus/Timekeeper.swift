/// An injected clock, reduced to what the consumption loop asks of it.
struct Timekeeper: Sendable {
  /// Time since the timekeeper was made.
  let elapsed: @Sendable () -> Duration
  /// Sleeps, or throws when the task is cancelled.
  let sleep: @Sendable (Duration) async throws -> Void

  init<Time: Clock<Duration>>(_ clock: Time) {
    let origin = clock.now
    elapsed = { origin.duration(to: clock.now) }
    sleep = { try await clock.sleep(for: $0) }
  }
}
