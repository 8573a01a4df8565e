import Contracts
import Pipeline
import Runtime

/// Phase 5A: features to predictions. Bootstrap dates are left out.
///
/// Reads what every service reads (``Runtime/Settings``), of which `BACKCOURT_BOOTSTRAP_DAYS` matters here.
func buildPhase5Predict(_ environment: ServiceEnvironment) throws -> PhaseService {
  try PhaseService(phase: .predict, environment: environment) {
    PredictionFeatures()
    PointsModels()
    ConfidenceCalibration()
    EnsembleWeights()
    PlayerPropPredictions()
    PredictionRefusals()
  }
}
