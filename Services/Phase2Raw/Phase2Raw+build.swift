import Contracts
import Foundation
import Pipeline
import Providers
import Runtime

/// Phase 2: payloads to raw tables.
///
/// | variable | type | default | meaning |
/// |---|---|---|---|
/// | `BACKCOURT_DATA_DIR` | folder | `var` | payloads are read from `payloads/` below it, where phase 1 put them |
/// | `BACKCOURT_PAYLOADS` | `s3://BUCKET/PREFIX` | none | payloads are read from there (``Providers/BucketAddress``) |
func buildPhase2(_ environment: ServiceEnvironment) throws -> PhaseService {
  let reader = PayloadReader(
    store: try PayloadStore(
      bucket: environment.settings.payloads, else: environment.settings.dataDirectory,
      environment: ProcessInfo.processInfo.environment))
  return try PhaseService(phase: .raw, environment: environment) {
    Games(reader: reader)
    SeasonSchedule(reader: reader)
    PlayerRegistry(reader: reader)
    PlayerAlias()
    GameResults(reader: reader)
    RawPlayerBox(reader: reader)
    RawTeamBox(reader: reader)
    RawShots(reader: reader)
    RawPropLines(reader: reader)
    RawGameLines(reader: reader)
    RawPlayByPlay(reader: reader)
    RawInjuryReports(reader: reader)
    RawQuarantine(reader: reader)
    PlayerUnresolved()
  }
}
