import Contracts
import Foundation
import Ledger
import Pipeline
import Providers
import Runtime
import Synchronization
import Warehouse

/// Phase 6: grades and predictions to JSON documents, in `documents/` below the data folder or in a bucket.
///
/// | variable | type | default | meaning |
/// |---|---|---|---|
/// | `BACKCOURT_DOCUMENTS` | `s3://BUCKET/PREFIX` | none | documents are published there (``Providers/BucketAddress``) |
///
/// Reads what every service reads beside that (``Runtime/Settings``).
func buildPhase6(_ environment: ServiceEnvironment) throws -> PhaseService {
  let store = try documents(environment.settings)
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

private func documents(_ settings: Settings) throws -> any DocumentStore {
  guard let address = settings.documents else { return DocumentFolder(settings.dataDirectory + "/documents") }
  return DocumentBucket(
    try Bucket(try BucketAddress(address, environment: ProcessInfo.processInfo.environment)))
}
