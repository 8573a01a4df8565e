import Contracts
import Pipeline
import Providers
import Runtime

/// Phase 1: fetches payloads from the source into the payload store.
///
/// | variable | type | default | meaning |
/// |---|---|---|---|
/// | `BACKCOURT_SOURCE` | `archive:DIR` | none | where payloads come from; required |
/// | `BACKCOURT_DATA_DIR` | folder | `var` | payloads are kept in `payloads/` below it |
///
/// - Throws: ``SettingsError`` without a source; ``Providers/ProviderError`` when it cannot be opened.
func buildPhase1(_ environment: ServiceEnvironment) throws -> PhaseService {
  guard let text = environment.settings.source else {
    throw SettingsError.missing(name: "BACKCOURT_SOURCE", meaning: "where payloads come from, as archive:DIR")
  }
  let scraper = Scraper(
    source: try SourceSelector(text).open(), store: PayloadStore(root: environment.settings.dataDirectory))
  return try PhaseService(phase: .scrape, environment: environment) {
    PayloadSchedule(scraper)
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
