import Contracts
import Pipeline
import Runtime

@testable import Phase4Precompute

/// Phase 4: analytics to what is known of teams and players before a date. Bootstrap dates are left out.
///
/// Reads what every service reads (``Runtime/Settings``), of which `BACKCOURT_BOOTSTRAP_DAYS` matters here.
func buildPhase4(_ environment: ServiceEnvironment) throws -> PhaseService {
  try PhaseService(phase: .precompute, environment: environment) {
    TeamDefenseZoneAnalysis()
    PlayerShotZoneAnalysis()
    PlayerCompositeFactors()
    PlayerDailyCache()
    MLFeatureStoreV2()
    PrecomputeFailures()
    PlayerRecentPoints()
  }
}
