import Contracts
import Foundation
import Ledger
import Logging
import Pipeline
import Providers
import Runtime
import Telemetry

/// Phase 1: fetches payloads from the source into the payload store.
///
/// | variable | type | default | meaning |
/// |---|---|---|---|
/// | `BACKCOURT_SOURCE` | `archive:DIR`, `live` or `sim:http://127.0.0.1:PORT` | none | where payloads come from; required |
/// | `BACKCOURT_DATA_DIR` | folder | `var` | payloads are kept in `payloads/` below it, and what was fetched when in `fetches/` |
/// | `BACKCOURT_PAYLOADS` | `s3://BUCKET/PREFIX` | none | payloads are kept there (``Providers/BucketAddress``) |
/// | `ODDS_API_KEY`, `BALLDONTLIE_API_KEY`, `BETTINGPROS_API_KEY` | text | none | the keys of `live`; without one its provider is left out |
/// | `http_proxy`, `https_proxy`, `no_proxy` | address | none | the way to the providers |
///
/// - Throws: ``SettingsError`` without a source; ``Providers/ProviderError`` when it cannot be opened.
func buildPhase1(_ environment: ServiceEnvironment) throws -> PhaseService {
  guard let text = environment.settings.source else {
    throw SettingsError.missing(
      name: "BACKCOURT_SOURCE", meaning: "where payloads come from, as archive:DIR, live or sim:http://127.0.0.1:PORT")
  }
  let root = environment.settings.dataDirectory
  let clock = HTTPClock(
    now: { [clock = environment.clock] in clock.now.timeIntervalSince1970 },
    sleep: { [clock = environment.clock] in try await clock.sleep(for: $0) })
  let source = try SourceSelector(text).open(
    keeping: root, environment: ProcessInfo.processInfo.environment, clock: clock)
  if let live = source as? LiveSource {
    for sentence in live.missing {
      environment.logger.warning("a source is left out", metadata: ["reason": "\(sentence)"])
    }
    let metrics = ProviderMetrics(live)
    environment.metrics.beforeReading { metrics.tell() }
  }
  return try buildPhase1(environment, source: source)
}

/// Phase 1 over a source that is open.
func buildPhase1(_ environment: ServiceEnvironment, source: any Source) throws -> PhaseService {
  let payloads = try PayloadStore(
    bucket: environment.settings.payloads, else: environment.settings.dataDirectory,
    environment: ProcessInfo.processInfo.environment)
  let scraper = Scraper(source: source, store: payloads)
  return try PhaseService(phase: .scrape, environment: environment) {
    PayloadSchedule(scraper)
    PayloadPlayers(scraper)
    PayloadGames(scraper)
    PayloadPlayerBox(scraper)
    PayloadTeamBox(scraper)
    PayloadShots(scraper)
    PayloadPropLines(scraper)
    PayloadGameLines(scraper)
    PayloadPlayByPlay(scraper)
    PayloadInjuries(scraper)
  }
}
