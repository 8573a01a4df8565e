import JSON
public import League

/// The adapters by the names of their documents.
public enum DocumentCatalogue {
  /// All adapters whose documents are read to lines.
  public static let adapters: [any DocumentAdapter.Type] = [
    NBASchedule.self, NBABoxScore.self, NBABoxScoreV3.self, NBABoxScoreV2.self, NBAGameLog.self, NBAPlayByPlay.self,
    NBAPlayByPlayV3.self, BallDontLieBoxScores.self, BallDontLieInjuries.self, BettingProsOffers.self,
    OddsAPIPlayerProps.self, OddsAPIGameLines.self,
  ]

  private static let byName = Dictionary(uniqueKeysWithValues: adapters.map { ($0.name, $0) })

  /// A payload as it is stored.
  public struct Stored: Sendable {
    let file: String
    let digest: String
    let bytes: [UInt8]

    /// A payload with the name it is filed under.
    public init(file: String, digest: String, bytes: [UInt8]) {
      self.file = file
      self.digest = digest
      self.bytes = bytes
    }
  }

  /// Payloads of a date as tables in the archive's columns, in their order: an archive's are CSV already, a provider's
  /// documents are read by their adapters. A player index among them gives no table; it tells the ids of players whom the
  /// other documents know by name.
  ///
  /// - Throws: ``ProviderError`` for what is neither.
  public static func tables(
    of kind: PayloadKind, in payloads: [Stored], on date: GameDate
  ) throws(ProviderError) -> [CSVTable] {
    // A document that is read for several games is parsed once.
    var parsed: [String: JSONDocument] = [:]
    func document(_ payload: Stored) throws(ProviderError) -> JSONDocument {
      if let document = parsed[payload.digest] { return document }
      let document = try JSONDocument(payload.bytes, name: payload.file)
      parsed[payload.digest] = document
      return document
    }
    var players = PlayerDirectory()
    for payload in payloads where DocumentName(stored: payload.file)?.adapter == NBAPlayerIndex.name {
      players = try NBAPlayerIndex.read(document(payload))
    }
    var tables: [CSVTable] = []
    for payload in payloads {
      guard let name = DocumentName(stored: payload.file) else {
        tables.append(try CSVTable(payload.bytes, name: payload.file))
        continue
      }
      guard name.adapter != NBAPlayerIndex.name else { continue }
      guard let adapter = byName[name.adapter] else {
        throw .malformed(file: payload.file, line: 1, problem: "no adapter '\(name.adapter)' is known")
      }
      let context = DocumentContext(name: name, date: date, players: players)
      if let lines = try adapter.lines(of: kind, in: document(payload), context) {
        tables.append(try lines.table(name: payload.file))
      }
    }
    return tables
  }
}
