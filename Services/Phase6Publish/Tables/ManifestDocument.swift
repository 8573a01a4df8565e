import Contracts
import League
import Pipeline

/// `manifest/{date}.json`: the documents of a date with their hashes and lengths. Documents that a later date replaces are
/// not in it.
struct ManifestDocument: DocumentTable {
  static let name: TableName = "manifest_document"
  static let kind = DocumentKind(schema: "manifest", path: "manifest/{date}.json", maxAge: 300)
  let version = 2
  let purpose = "The list of the documents of a date, with their hashes and lengths."
  let store: any DocumentStore

  init(store: any DocumentStore) {
    self.store = store
  }

  let results = SameDate<PublishedFile<ResultsDocument>>(passesSkipOn: false)
  let bets = SameDate<PublishedFile<BestBetsDocument>>(passesSkipOn: false)
  let predictions = SameDate<PublishedFile<PredictionsDocument>>(passesSkipOn: false)
  let performance = SameDate<PublishedFile<PerformanceDocument>>(passesSkipOn: false)
  let tonight = SameDate<PublishedFile<TonightDocument>>(passesSkipOn: false)
  let players = SameDate<PublishedFile<TonightPlayersDocument>>(passesSkipOn: false)
  let reports = SameDate<PublishedFile<GameReportsDocument>>(passesSkipOn: false)
  let streaks = SameDate<PublishedFile<StreaksDocument>>(passesSkipOn: false)
  let hotCold = SameDate<PublishedFile<HotColdDocument>>(passesSkipOn: false)
  let bounceBack = SameDate<PublishedFile<BounceBackDocument>>(passesSkipOn: false)
  let plays = SameDate<PublishedFile<TonightPlaysDocument>>(passesSkipOn: false)
  let whatMatters = SameDate<PublishedFile<WhatMattersDocument>>(passesSkipOn: false)
  let tendencies = SameDate<PublishedFile<TeamTendenciesDocument>>(passesSkipOn: false)
  let quickHits = SameDate<PublishedFile<QuickHitsDocument>>(passesSkipOn: false)
  let deepDive = SameDate<PublishedFile<DeepDiveDocument>>(passesSkipOn: false)

  var inputs: [any Input] {
    [
      results, bets, predictions, performance, tonight, players, reports, streaks, hotCold, bounceBack, plays,
      whatMatters, tendencies, quickHits, deepDive,
    ]
  }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<DocumentRow> {
    var files = try view[results].map(\.listing) + view[bets].map(\.listing) + view[predictions].map(\.listing)
    files += try view[performance].map(\.listing) + view[tonight].map(\.listing) + view[players].map(\.listing)
    files += try view[reports].map(\.listing) + view[streaks].map(\.listing) + view[hotCold].map(\.listing)
    files += try view[bounceBack].map(\.listing) + view[plays].map(\.listing) + view[whatMatters].map(\.listing)
    files += try view[tendencies].map(\.listing) + view[quickHits].map(\.listing) + view[deepDive].map(\.listing)
    guard !files.isEmpty else { return .empty("no document of this date is published") }
    files.sort { $0.path < $1.path }
    return try document(on: date, through: date, entries: files.count) { json in
      json.field("file_count", files.count)
      json.objects("files", files) { json, file in
        json.field("path", file.path)
        json.field("content_hash", file.contentHash)
        json.field("bytes", file.length)
      }
    }
  }
}
