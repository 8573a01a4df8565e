import JSON
import League

extension LiveSource {
  /// A document for each game that is over, from the first provider that has it.
  ///
  /// - Throws: when a game that the schedule calls final has a box nowhere because somebody failed, or when no final game
  ///   of the date has one: that is an outage and no empty date.
  func boxes(of games: [LeagueGame], on date: GameDate) async throws(ProviderError) -> [DocumentFetcher.Fetched] {
    let over = games.filter(isOver)
    let found = try await each(over) { (game) async throws(ProviderError) in try await self.box(of: game, on: date) }
    if found.isEmpty, over.contains(where: \.isFinal) {
      throw .unavailable(source: "box scores", reason: "no provider has any of the \(over.count) games of \(date)")
    }
    return found
  }

  /// The play by play of each game that is over; a game of which nobody has one is left out.
  func plays(of games: [LeagueGame], for kind: PayloadKind) async throws(ProviderError) -> [DocumentFetcher.Fetched] {
    try await each(games.filter(isOver)) { (game) async throws(ProviderError) in
      let name = DocumentName(NBAPlayByPlay.name, game.id)
      let found = try await self.fetcher.document(name, NBAPlayByPlay.request(of: game, at: self.addresses)) {
        (document) throws(ProviderError) in try Self.check(NBAPlayByPlay.self, [.playByPlay, .shots], document, name)
      }
      if let found { return [found] }
      guard kind == .playByPlay else { return [] }
      let second = DocumentName(NBAPlayByPlayV3.name, game.id)
      let other = try await self.fetcher.document(second, NBAPlayByPlayV3.request(of: game, at: self.addresses)) {
        (document) throws(ProviderError) in try Self.check(NBAPlayByPlayV3.self, [.playByPlay], document, second)
      }
      return other.map { [$0] } ?? []
    }
  }

  private func box(of game: LeagueGame, on date: GameDate) async throws(ProviderError) -> [DocumentFetcher.Fetched] {
    var problem: ProviderError?
    let providers = [staticBox, serviceBox, gameLogBox, ballDontLieBox]
    for provider in providers {
      do throws(ProviderError) {
        if let found = try await provider(game, date) { return [found] }
      } catch {
        problem = problem ?? error
      }
    }
    guard let problem, game.isFinal else { return [] }
    // Nobody has it, and one gave an answer of another shape: mostly an outage, and worth asking again.
    if case .malformed = problem { throw .unavailable(source: "box scores", reason: "\(problem)") }
    throw problem
  }

  private func staticBox(_ game: LeagueGame, _ date: GameDate) async throws(ProviderError) -> DocumentFetcher.Fetched? {
    let name = DocumentName(NBABoxScore.name, game.id)
    let found = try await fetcher.document(name, NBABoxScore.request(of: game, at: addresses)) {
      (document) throws(ProviderError) in
      try Self.check(NBABoxScore.self, [.games, .playerBox, .teamBox], document, name)
    }
    // A game that was begun and put off has a box that will never be final.
    guard let found, try found.document.root.object("game").integer("gameStatus") == 3 else { return nil }
    return found
  }

  private func serviceBox(_ game: LeagueGame, _ date: GameDate) async throws(ProviderError) -> DocumentFetcher.Fetched?
  {
    guard game.isFinal else { return nil }
    let name = DocumentName(NBABoxScoreV3.name, game.id)
    return try await fetcher.document(name, NBABoxScoreV3.request(of: game, at: addresses)) {
      (document) throws(ProviderError) in
      try Self.check(NBABoxScoreV3.self, [.games, .playerBox, .teamBox], document, name)
    }
  }

  /// The day's log of the league, under the game's name; nil when it does not have the game.
  private func gameLogBox(_ game: LeagueGame, _ date: GameDate) async throws(ProviderError) -> DocumentFetcher.Fetched?
  {
    guard game.isFinal, let type = NBAGameLog.seasonType(of: game), let season = GameID(game.id[...])?.season else {
      return nil
    }
    let name = DocumentName("nba_game_log_day", date.description, type.replacing(" ", with: "_").lowercased())
    let day = try await fetcher.document(name, NBAGameLog.request(of: season, type: type, on: date, at: addresses)) {
      (document) throws(ProviderError) in
      try Self.check(NBAGameLog.self, [.playerBox], document, DocumentName(NBAGameLog.name, season.label), on: date)
    }
    guard let day, try NBAGameLog.has(game, in: day.document) else { return nil }
    let own = DocumentName(NBAGameLog.name, game)
    try Self.check(NBAGameLog.self, [.games, .teamBox], day.document, own, on: date)
    return DocumentFetcher.Fetched(name: own, bytes: day.bytes, document: day.document)
  }

  /// The day's document, under the game's name; nil when it does not have the game as over.
  private func ballDontLieBox(
    _ game: LeagueGame, _ date: GameDate
  ) async throws(ProviderError) -> DocumentFetcher.Fetched? {
    guard let key = keys.ballDontLie else { return nil }
    var cursor: String?
    for page in 1...10 {
      let name = DocumentName("balldontlie_day", date.description, "\(page)")
      let request = BallDontLieBoxScores.request(on: date, cursor: cursor, at: addresses, key: key)
      guard
        let day = try await fetcher.document(
          name, request, check: { (document) throws(ProviderError) in _ = try document.root.list("data") })
      else { return nil }
      if try BallDontLieBoxScores.find(game, in: day.document, on: date) != nil {
        let own = DocumentName(BallDontLieBoxScores.name, game)
        return DocumentFetcher.Fetched(name: own, bytes: day.bytes, document: day.document)
      }
      cursor = try Self.nextCursor(day.document)
      if cursor == nil { return nil }
    }
    return nil
  }

  /// The cursor of the next page; nil on the last.
  static func nextCursor(_ document: JSONDocument) throws(ProviderError) -> String? {
    guard let meta = document.root["meta"], meta.isObject else { return nil }
    return try meta.optionalInteger("next_cursor").map(String.init)
  }

  /// Reads a document as far as its lines, and lets them go: whoever fetched it knows then that it can be read.
  static func check(
    _ adapter: any DocumentAdapter.Type, _ kinds: [PayloadKind], _ document: JSONDocument, _ name: DocumentName,
    on date: GameDate = GameDate(dayNumber: 0)
  ) throws(ProviderError) {
    for kind in kinds {
      _ = try adapter.lines(of: kind, in: document, DocumentContext(name: name, date: date))
    }
  }

  /// What some work gives for each game, all games at once: the client keeps each provider's pace.
  func each(
    _ games: [LeagueGame],
    _ work: @escaping @Sendable (LeagueGame) async throws(ProviderError) -> [DocumentFetcher.Fetched]
  ) async throws(ProviderError) -> [DocumentFetcher.Fetched] {
    let results = await withTaskGroup(of: Result<[DocumentFetcher.Fetched], ProviderError>.self) { group in
      for game in games {
        group.addTask {
          do throws(ProviderError) {
            return .success(try await work(game))
          } catch {
            return .failure(error)
          }
        }
      }
      var results: [Result<[DocumentFetcher.Fetched], ProviderError>] = []
      for await result in group { results.append(result) }
      return results
    }
    var found: [DocumentFetcher.Fetched] = []
    for result in results { found += try result.get() }
    return found
  }
}
