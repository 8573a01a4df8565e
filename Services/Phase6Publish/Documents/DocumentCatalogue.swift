/// Every kind of document, and the file that tells readers of them.
enum DocumentCatalogue {
  /// Documents of tables.
  static let kinds: [DocumentKind] = [
    ResultsDocument.kind, BestBetsDocument.kind, PredictionsDocument.kind, PerformanceDocument.kind,
    TonightDocument.kind, TonightPlayersDocument.kind, GameReportsDocument.kind, StreaksDocument.kind,
    HotColdDocument.kind, BounceBackDocument.kind, TonightPlaysDocument.kind, WhatMattersDocument.kind,
    TeamTendenciesDocument.kind, QuickHitsDocument.kind, DeepDiveDocument.kind, PlayerProfilesDocument.kind,
    PlayerSeasonsDocument.kind, PlayersIndexDocument.kind, ManifestDocument.kind,
  ]

  /// Documents that follow from the ledger or from what is not there.
  static let others: [DocumentKind] =
    [
      DocumentIndex.resultsKind, DocumentIndex.predictionsKind, StatusDocument.kind, kind,
    ] + UnavailableDocument.all.map(\.kind)

  static let kind = DocumentKind(schema: "catalogue", path: "catalogue.json", maxAge: 300)

  /// `catalogue.json`: where documents stand and for how long a reader may keep them.
  static func document() throws -> Document {
    let all = kinds + others
    return Document(kind, at: try DocumentPath(kind.path), date: nil, through: nil, entries: all.count) { json in
      json.objects("documents", all) { json, kind in
        json.field("schema", kind.schema)
        json.field("schema_version", kind.version)
        json.field("path", kind.path)
        json.field("max_age", kind.maxAge)
        json.field("current", kind.current)
        json.field("current_max_age", kind.current == nil ? nil : kind.currentMaxAge)
      }
    }
  }
}
