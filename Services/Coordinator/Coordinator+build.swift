import Runtime
import ServiceLifecycle

/// The coordinator in an environment.
///
/// Reads `BACKCOURT_API_HOST`, `BACKCOURT_API_PORT`, `BACKCOURT_API_TOKEN`, `BACKCOURT_DAILY`, `BACKCOURT_BOOTSTRAP_DAYS`,
/// `BACKCOURT_ALERT_WEBHOOK`, `BACKCOURT_ALERT_QUIET_MINUTES`, `BACKCOURT_ALERT_HEARTBEAT_HOURS` and what every
/// service reads (``Runtime/Settings``).
func buildCoordinator(_ environment: ServiceEnvironment) async throws -> any Service {
  CoordinatorService(environment: environment, engine: RunEngine(environment: environment))
}
