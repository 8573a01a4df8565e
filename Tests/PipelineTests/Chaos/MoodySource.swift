import League
import Providers
import TestKit

/// A source on a bad day: now and then it does not answer, answers that it is overloaded, or takes its time.
struct MoodySource: Source {
  let source: any Source
  let misfortune: Misfortune
  let clock: VirtualClock

  var name: String { source.name }

  func seasons() async throws(ProviderError) -> [Season] {
    try await source.seasons()
  }

  func schedule(of season: Season) async throws(ProviderError) -> Payload {
    try await endure("schedule of \(season)")
    return try await source.schedule(of: season)
  }

  /// Never in a bad mood: a season does without its index, so that a run would end otherwise than its like without moods.
  func players(of season: Season) async throws(ProviderError) -> Payload? {
    try await source.players(of: season)
  }

  func slices(of kind: PayloadKind, on date: GameDate) async throws(ProviderError) -> [Payload] {
    try await endure("\(kind.rawValue) on \(date)")
    return try await source.slices(of: kind, on: date)
  }

  private func endure(_ request: String) async throws(ProviderError) {
    switch misfortune.blow(
      on: "source \(request)",
      [
        "provider does not answer": 0.006, "provider fails": 0.01, "provider is slow": 0.006,
        "payload disk full": 0.004,
      ])
    {
    case "provider does not answer":
      await wait(seconds: 20)
      throw .unavailable(source: name, reason: "\(request) took too long, waiting for the first byte")
    case "provider fails": throw .unavailable(source: name, reason: "\(request) answered 503 5 times")
    case "payload disk full": throw .diskFull(path: "payloads")
    case "provider is slow": await wait(seconds: 2 + 20 * (misfortune.draw("source slow") ?? 0))
    default: break
    }
  }

  private func wait(seconds: Double) async {
    // A sleep that is cancelled ends early, and so does what it is part of.
    try? await clock.sleep(for: .seconds(seconds))
  }
}
