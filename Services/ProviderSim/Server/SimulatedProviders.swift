import League
import Synchronization

/// What the simulated providers know and answer, apart from how it goes over the wire.
///
/// Everything follows from the league and its seed but what ``correct(_:)``, ``setLate(_:_:)`` and ``postpone(_:to:)``
/// change, which tests do, and the time, where a clock is followed: then a game is over when it is over.
final class SimulatedProviders: Sendable {
  /// What a path gives; nil when there is nothing.
  typealias Answer = JSONNode?

  private struct Changes {
    var corrections: [String: Int] = [:]
    var late: Set<String> = []
    var moved: [String: FinishedGame] = [:]
  }

  /// From the tip-off to the end of a game that is not late.
  private static let gameSeconds = 9000.0

  private let seasons: [SimulatedSeason]
  private let games: [String: FinishedGame]
  private let byDate: [GameDate: [FinishedGame]]
  private let listings: [String: [SimulatedQuotes.Listing]]
  private let league = LeagueDocuments()
  private let market: MarketDocuments
  private let faults: SimulatedFaults
  private let seed: UInt64
  private let now: (@Sendable () -> Double)?
  private let changes = Mutex(Changes())

  /// Plays the seasons.
  ///
  /// - Parameter now: seconds since 1970; without it all that the league will ever play is over.
  init(_ league: SimulatedLeague, seed: UInt64, faults: SimulatedFaults, now: (@Sendable () -> Double)? = nil) {
    seasons = league.play()
    let all = seasons.flatMap(\.games)
    games = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    byDate = Dictionary(grouping: all, by: \.date)
    listings = seasons.map { SimulatedQuotes.listings(of: $0.games) }.reduce(into: [:]) { all, more in
      all.merge(more) { first, _ in first }
    }
    market = MarketDocuments(seed: seed, faults: faults)
    self.faults = faults
    self.seed = seed
    self.now = now
  }

  /// The league's statistician finds another assist of a game's first home player.
  func correct(_ gameID: String) { changes.withLock { $0.corrections[gameID, default: 0] += 1 } }

  /// A game that is not over yet, or is over after all.
  func setLate(_ gameID: String, _ isLate: Bool) {
    changes.withLock { changes in
      if isLate { changes.late.insert(gameID) } else { changes.late.remove(gameID) }
    }
  }

  /// A game is put off to another date; false for one that there is not.
  func postpone(_ gameID: String, to date: GameDate) -> Bool {
    guard let game = games[gameID] else { return false }
    changes.withLock { $0.moved[gameID] = game.moved(to: date) }
    return true
  }

  /// The document at a path, as of the present corrections.
  func answer(_ path: [String], _ query: [String: String]) -> Answer {
    switch path.first {
    case "cdn": cdn(Array(path.dropFirst()))
    case "stats-nba": path.count == 3 ? stats(path[2], query) : nil
    case "balldontlie": ballDontLie(path.last ?? "", query)
    case "bettingpros": bettingPros(path.last ?? "", query)
    case "odds": odds(path, query)
    default: nil
    }
  }

  /// Whether a path wants a key, and where it is looked for: in a header or the query.
  static func wantsKey(_ path: [String]) -> (header: String?, query: String?) {
    switch path.first {
    case "balldontlie": ("authorization", nil)
    case "bettingpros": ("x-api-key", nil)
    case "odds": (nil, "apiKey")
    default: (nil, nil)
    }
  }

  private func cdn(_ path: [String]) -> Answer {
    guard let file = path.last else { return nil }
    if file == "seasons.json" {
      return ["simulated": true, "seasons": .list(seasons.map { .text($0.season.label) })]
    }
    if file == "scheduleLeagueV2_1.json", let season = seasons.last(where: hasBegun) { return schedule(season) }
    guard file.hasSuffix(".json"), let id = file.dropLast(5).split(separator: "_").last.map(String.init),
      let game = game(id), isOver(game)
    else { return nil }
    if file.hasPrefix("boxscore_") {
      let isMissing = SimulatedFaults.strikes(faults.missingBoxes, "box", id, seed: seed)
      return isMissing ? nil : league.box(of: game, correction: correction(of: id))
    }
    return file.hasPrefix("playbyplay_") ? PlayDocument(game).json : nil
  }

  private func stats(_ name: String, _ query: [String: String]) -> Answer {
    let season = seasons.first { $0.season.label == query["Season"] }
    switch name {
    case "scheduleleaguev2int": return season.map(schedule)
    case "leaguegamelog": return season.flatMap { _ in gameLog(query) }
    case "playerindex": return season.map { league.players(of: $0.teams) }
    case "boxscoretraditionalv3":
      guard let id = query["GameID"], let game = game(id), isOver(game) else { return nil }
      // Some boxes are missing here too, so that balldontlie has something to do.
      let isMissing = SimulatedFaults.strikes(faults.missingBoxes, "box v3", id, seed: seed)
      return isMissing ? nil : league.boxV3(of: game, correction: correction(of: id))
    default: return nil
    }
  }

  /// The log of a day's games of a type. Some games are missing here as well.
  private func gameLog(_ query: [String: String]) -> Answer {
    let parts = (query["DateFrom"] ?? "").split(separator: "/").compactMap { Int($0) }
    guard parts.count == 3, let date = GameDate(year: parts[2], month: parts[0], day: parts[1]) else { return nil }
    let kind: Fixture.Kind
    switch query["SeasonType"] {
    case "Regular Season": kind = .regularSeason
    case "Playoffs": kind = .playoffs
    case "PlayIn": kind = .playIn
    default: return nil
    }
    let games = playing(on: date).filter { game in
      game.fixture.kind == kind && isOver(game)
        && !SimulatedFaults.strikes(faults.missingBoxes, "game log", game.id, seed: seed)
    }
    return league.gameLog(of: games, correction: correction)
  }

  private func ballDontLie(_ name: String, _ query: [String: String]) -> Answer {
    switch name {
    case "box_scores":
      return market.boxes(
        on: query["date"].flatMap { GameDate($0) } ?? GameDate(dayNumber: 0), games(on: query["date"]))
    case "player_injuries": return market.injuries(before: now.map { upcoming(at: $0()) } ?? [])
    default: return nil
    }
  }

  private func bettingPros(_ name: String, _ query: [String: String]) -> Answer {
    switch name {
    case "events": return market.events(on: games(on: query["date"], withLate: true))
    case "offers":
      guard let number = query["event_id"].flatMap({ Int($0) }), let page = query["page"].flatMap({ Int($0) }),
        page > 0,
        let game = game(Self.padded(number))
      else { return nil }
      return market.offers(of: game, listings[game.id] ?? [], page: page)
    default: return nil
    }
  }

  private func odds(_ path: [String], _ query: [String: String]) -> Answer {
    let isHistorical = path.contains("historical")
    guard let day = isHistorical ? query["date"].map({ String($0.prefix(19)) }) : "" else { return nil }
    let near =
      isHistorical ? around(day) : now.map { upcoming(at: $0()) } ?? byDate.max { $0.key < $1.key }?.value ?? []
    var value: JSONNode?
    if path.last == "events" {
      value = market.oddsEvents(near)
    } else if path.last == "odds", path.contains("events"), let id = path.dropLast().last {
      value = games.values.first { MarketDocuments.eventID($0) == id }.flatMap { game($0.id) }
        .map { market.oddsProps(of: $0, listings[$0.id] ?? []) }
    } else if path.last == "odds" {
      value = market.odds(near)
    }
    guard let value else { return nil }
    guard isHistorical else { return value }
    return ["timestamp": .text("\(day)Z"), "previous_timestamp": nil, "next_timestamp": nil, "data": value]
  }

  /// The games that begin within a day after a moment.
  private func around(_ moment: String) -> [FinishedGame] {
    guard let day = GameDate(moment.prefix(10)) else { return [] }
    return [day.adding(days: -1), day].flatMap(playing).filter { $0.fixture.tipOffUTC >= moment }
  }

  /// The games that begin within a day.
  private func upcoming(at now: Double) -> [FinishedGame] {
    let day = Int(now) / 86_400
    return (-1...1).flatMap { playing(on: GameDate(dayNumber: day + $0)) }
      .filter { (0..<86_400).contains(Double($0.fixture.tipOffSeconds) - now) }
  }

  private func games(on text: String?, withLate: Bool = false) -> [FinishedGame] {
    guard let date = text.flatMap({ GameDate($0) }) else { return [] }
    return playing(on: date).filter { withLate || isOver($0) }
  }

  private func schedule(_ season: SimulatedSeason) -> JSONNode {
    let moved = changes.withLock { $0.moved }
    let games = season.games.map { moved[$0.id] ?? $0 }
    return league.schedule(
      of: season.season, games, late: Set(games.filter { !isOver($0) }.map(\.id)),
      postponed: season.games.filter { moved[$0.id] != nil })
  }

  /// A game on the date on which it is played now.
  private func game(_ id: String) -> FinishedGame? { changes.withLock { $0.moved[id] } ?? games[id] }

  /// The games that are played on a date now.
  private func playing(on date: GameDate) -> [FinishedGame] {
    let moved = changes.withLock { $0.moved }
    guard !moved.isEmpty else { return byDate[date] ?? [] }
    return (byDate[date] ?? []).filter { moved[$0.id] == nil }
      + moved.values.filter { $0.date == date }.sorted { $0.id < $1.id }
  }

  private func isOver(_ game: FinishedGame) -> Bool {
    guard !changes.withLock({ $0.late.contains(game.id) }) else { return false }
    return now.map { $0() >= Double(game.fixture.tipOffSeconds) + Self.gameSeconds } ?? true
  }

  /// Whether the league's summer before a season is over, by the clock that is followed.
  private func hasBegun(_ season: SimulatedSeason) -> Bool {
    now.map { $0() >= Double(season.season.partitionDate.dayNumber * 86_400) } ?? true
  }

  private func correction(of id: String) -> Int { changes.withLock { $0.corrections[id] ?? 0 } }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 10 - digits.count)) + digits
  }
}
