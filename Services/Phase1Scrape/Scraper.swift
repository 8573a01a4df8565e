import Contracts
import League
import Pipeline
import Providers
import Telemetry

/// Fetches payloads from the source and puts them into the store, as inputs of the phase's tables.
///
/// The digest of an input is that of the payloads' own digests, so a fetch that finds nothing new changes nothing.
struct Scraper: Sendable {
  private let source: any Source
  private let store: PayloadStore

  init(source: any Source, store: PayloadStore) {
    self.source = source
    self.store = store
  }

  /// The payloads of a kind for a date.
  func slices(of kind: PayloadKind) -> Fetched<[PayloadReference]> {
    Fetched(Self.inputName(of: kind)) { date in
      try await fetch(kind.rawValue) { () async throws(ProviderError) in try await source.slices(of: kind, on: date) }
    }
  }

  /// The schedule of the season whose partition date is asked for; nothing when the source does not have the season.
  func schedule() -> Fetched<[PayloadReference]> {
    Fetched("provided_schedule") { date in
      try await fetch("schedule") { () async throws(ProviderError) in
        let season = Season(startYear: date.civil.year)
        return try await source.seasons().contains(season) ? [try await source.schedule(of: season)] : []
      }
    }
  }

  /// The index of the players of the season whose partition date is asked for; nothing when the source has none.
  ///
  /// A provider that does not give it keeps no season waiting: names that nobody is known by are counted against it, and
  /// nothing is computed from it. Why it is not there is told with it, and the next look asks again.
  func players() -> Fetched<PlayerIndexFetch> {
    Fetched("provided_players") { date in
      let season = Season(startYear: date.civil.year)
      do {
        let found = try await fetch("players") { () async throws(ProviderError) in
          try await source.players(of: season).map { [$0] } ?? []
        }
        return (PlayerIndexFetch(references: found.content, problem: nil), found.digest)
      } catch {
        return (PlayerIndexFetch(references: [], problem: "\(error)"), "none")
      }
    }
  }

  private func fetch(
    _ kind: String, _ payloads: () async throws(ProviderError) -> [Payload]
  ) async throws(PipelineError) -> Fetched<[PayloadReference]>.Result {
    do {
      var references: [PayloadReference] = []
      for payload in try await payloads() {
        references.append(PayloadReference(payload, id: try store.put(payload.bytes)))
      }
      let names = references.map { "\($0.source)/\($0.file)=\($0.digest)" }.joined(separator: "\n")
      Metric.providerFetches.add(1, [kind, "success"])
      return (references, PayloadID(of: Array(names.utf8)).hex)
    } catch {
      Metric.providerFetches.add(1, [kind, error.isRetryable ? "transient" : "permanent"])
      throw error.isRetryable ? .transient(error.description) : .permanent(error.description)
    }
  }

  private static func inputName(of kind: PayloadKind) -> TableName {
    switch kind {
    case .games: "provided_games"
    case .playerBox: "provided_player_box"
    case .teamBox: "provided_team_box"
    case .shots: "provided_shots"
    case .propLines: "provided_prop_lines"
    case .gameLines: "provided_game_lines"
    case .playByPlay: "provided_play_by_play"
    case .injuries: "provided_injuries"
    }
  }
}
