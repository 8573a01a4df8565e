import Contracts
import Pipeline
import Runtime

/// Phase 5B: predictions held against what happened, and what follows for the predictions of later weeks.
///
/// Reads what every service reads (``Runtime/Settings``).
func buildPhase5Grade(_ environment: ServiceEnvironment) throws -> PhaseService {
  try PhaseService(phase: .grade, environment: environment) {
    PredictionAccuracy()
    SystemDailyPerformance()
    PredictionPerformanceSummary()
    SystemPerformanceSnapshot()
    ScoringTierAdjustments()
  }
}
