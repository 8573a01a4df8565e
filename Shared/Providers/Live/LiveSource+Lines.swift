import League

extension LiveSource {
  /// Books' points lines: of each game those of the Odds API, else those of BettingPros.
  func props(of games: [LeagueGame], on date: GameDate) async throws(ProviderError) -> [DocumentFetcher.Fetched] {
    try await each(games) { (game) async throws(ProviderError) in
      var problem: ProviderError?
      do throws(ProviderError) {
        let found = try await self.oddsProps(of: game, on: date)
        if !found.isEmpty { return found }
      } catch {
        problem = error
      }
      do throws(ProviderError) {
        let found = try await self.bettingPros(of: game, on: date)
        if !found.isEmpty { return found }
      } catch {
        problem = problem ?? error
      }
      if let problem { throw problem }
      return []
    }
  }

  /// Spreads, totals and money lines: one document of all games, named for each.
  func lines(of games: [LeagueGame], on date: GameDate) async throws(ProviderError) -> [DocumentFetcher.Fetched] {
    guard let key = keys.odds else { return [] }
    let moment = snapshot(before: games.compactMap(\.tipOff).min(), on: date)
    let name = DocumentName("odds_day", date.description, moment == nil ? "live" : "history")
    let request = OddsAPIGameLines.request(at: moment, at: addresses, key: key)
    let day = try await fetcher.document(name, request) { (document) throws(ProviderError) in
      for game in games {
        try Self.check(
          OddsAPIGameLines.self, [.gameLines], document, DocumentName(OddsAPIGameLines.name, game), on: date)
      }
    }
    guard let day else { return [] }
    return games.map { game in
      DocumentFetcher.Fetched(
        name: DocumentName(OddsAPIGameLines.name, game), bytes: day.bytes, document: day.document)
    }
  }

  /// Who is injured, before the games of this day alone: nobody tells what was known on a day gone by, unless it was
  /// asked for on that day.
  func injuries(on date: GameDate) async throws(ProviderError) -> [DocumentFetcher.Fetched] {
    guard date >= today else { return try await keptInjuries(of: date) }
    guard let key = keys.ballDontLie, date == today else { return [] }
    var pages: [DocumentFetcher.Fetched] = []
    var cursor: String?
    for page in 1...Self.injuryPages {
      let name = Self.injuryPage(page, of: date)
      let request = BallDontLieInjuries.request(cursor: cursor, at: addresses, key: key)
      let found = try await fetcher.document(name, request) { (document) throws(ProviderError) in
        try Self.check(BallDontLieInjuries.self, [.injuries], document, name)
      }
      guard let found else { break }
      pages.append(found)
      cursor = try Self.nextCursor(found.document)
      if cursor == nil { break }
    }
    return pages
  }

  /// The pages of a day that were fetched on it.
  private func keptInjuries(of date: GameDate) async throws(ProviderError) -> [DocumentFetcher.Fetched] {
    var pages: [DocumentFetcher.Fetched] = []
    for page in 1...Self.injuryPages {
      guard let kept = try await fetcher.kept(Self.injuryPage(page, of: date)) else { break }
      pages.append(kept)
    }
    return pages
  }

  private static let injuryPages = 20

  private static func injuryPage(_ page: Int, of date: GameDate) -> DocumentName {
    DocumentName(BallDontLieInjuries.name, date.description, page < 10 ? "0\(page)" : "\(page)")
  }

  private func oddsProps(of game: LeagueGame, on date: GameDate) async throws(ProviderError) -> [DocumentFetcher
    .Fetched]
  {
    guard let key = keys.odds else { return [] }
    let moment = snapshot(before: game.tipOff, on: date)
    // Games that begin together share the list of events.
    let when = moment.map { $0.text.replacing(":", with: "") } ?? "live"
    let events = try await fetcher.document(
      DocumentName(OddsAPIEvents.name, date.description, when),
      OddsAPIEvents.request(at: moment, at: addresses, key: key)
    ) { (document) throws(ProviderError) in _ = try OddsAPIEvents.event(of: game, in: document, on: date) }
    guard let events, let event = try OddsAPIEvents.event(of: game, in: events.document, on: date) else { return [] }
    let name = DocumentName(OddsAPIPlayerProps.name, game)
    let found = try await fetcher.document(
      name, OddsAPIPlayerProps.request(event: event, at: moment, at: addresses, key: key)
    ) { (document) throws(ProviderError) in
      try Self.check(OddsAPIPlayerProps.self, [.propLines], document, name, on: date)
    }
    guard let found else { return [] }
    let lines = try OddsAPIPlayerProps.lines(
      of: .propLines, in: found.document, DocumentContext(name: name, date: date))
    return (lines?.count ?? 0) > 0 ? [found] : []
  }

  private func bettingPros(of game: LeagueGame, on date: GameDate) async throws(ProviderError) -> [DocumentFetcher
    .Fetched]
  {
    guard let key = keys.bettingPros else { return [] }
    let events = try await fetcher.document(
      DocumentName(BettingProsEvents.name, date.description),
      BettingProsEvents.request(on: date, at: addresses, key: key)
    ) { (document) throws(ProviderError) in _ = try BettingProsEvents.event(of: game, in: document) }
    guard let events, let event = try BettingProsEvents.event(of: game, in: events.document) else { return [] }
    var pages: [DocumentFetcher.Fetched] = []
    var page = 1
    while true {
      let name = DocumentName(BettingProsOffers.name, game, page: page)
      let request = BettingProsOffers.request(event: event, page: page, at: addresses, key: key)
      let found = try await fetcher.document(name, request) { (document) throws(ProviderError) in
        _ = try BettingProsOffers.pages(in: document)
        try Self.check(BettingProsOffers.self, [.propLines], document, name)
      }
      guard let found else { break }
      pages.append(found)
      guard page < (try BettingProsOffers.pages(in: found.document)) else { break }
      page += 1
    }
    return pages
  }

  /// The moment of the historical snapshot, an hour before the tip-off; nil for games of today and later, which are asked
  /// for live.
  private func snapshot(before tipOff: Int?, on date: GameDate) -> Moment? {
    guard date < today else { return nil }
    // Without a tip-off: 17:00 in the winter of the East, before nearly all games.
    return Moment(seconds: (tipOff ?? date.dayNumber * 86_400 + 23 * 3600) - 3600)
  }
}
