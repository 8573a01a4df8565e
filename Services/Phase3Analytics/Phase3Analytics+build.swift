import Contracts
import Pipeline
import Runtime

/// Phase 3: raw tables to analytics, after the games and before them.
///
/// Reads what every service reads (``Runtime/Settings``).
func buildPhase3(_ environment: ServiceEnvironment) throws -> PhaseService {
  try PhaseService(phase: .analytics, environment: environment) {
    PlayerGameSummary()
    TeamOffenseGameSummary()
    TeamDefenseGameSummary()
    UpcomingTeamGameContext()
    UpcomingPlayerGameContext()
  }
}
