import Contracts
import Foundation
import Ledger
import Pipeline
import Runtime
import Synchronization
import Warehouse

/// Phase 6: grades and predictions to JSON documents, in `documents/` below the data folder.
///
/// Reads what every service reads (``Runtime/Settings``).
func buildPhase6(_ environment: ServiceEnvironment) throws -> PhaseService {
  let store = DocumentFolder(environment.settings.dataDirectory + "/documents")
  let front = FrontPages(store: store, environment: environment)
  return try PhaseService(
    phase: .publish, environment: environment, afterCompletion: { try await front.refresh(after: $0) },
    beforeStop: { try await front.settle() }
  ) {
    PublishedTrackRecord()
    PublishedSystemDays()
    ResultsDocument(store: store)
    BestBetsDocument(store: store)
    PredictionsDocument(store: store)
    PerformanceDocument(store: store)
    TonightDocument(store: store)
    TonightPlayersDocument(store: store)
    GameReportsDocument(store: store)
    StreaksDocument(store: store)
    HotColdDocument(store: store)
    BounceBackDocument(store: store)
    TonightPlaysDocument(store: store)
    WhatMattersDocument(store: store)
    TeamTendenciesDocument(store: store)
    QuickHitsDocument(store: store)
    DeepDiveDocument(store: store)
    PlayerProfilesDocument(store: store)
    PlayerSeasonsDocument(store: store)
    PlayersIndexDocument(store: store)
    ManifestDocument(store: store)
  }
}
