import League
import Synchronization

/// What the simulated providers know and answer, apart from how it goes over the wire.
///
/// Everything follows from the league and its seed but what ``correct(_:)`` and ``setLate(_:_:)`` change, which tests do.
final class SimulatedProviders: Sendable {
  /// What a path gives; nil when there is nothing.
  typealias Answer = JSONNode?

  private struct Changes {
    var corrections: [String: Int] = [:]
    var late: Set<String> = []
  }

  private let seasons: [SimulatedSeason]
  private let games: [String: FinishedGame]
  private let byDate: [GameDate: [FinishedGame]]
  private let listings: [String: [SimulatedQuotes.Listing]]
  private let league = LeagueDocuments()
  private let market: MarketDocuments
  private let faults: SimulatedFaults
  private let seed: UInt64
  private let changes = Mutex(Changes())

  /// Plays the seasons.
  init(_ league: SimulatedLeague, seed: UInt64, faults: SimulatedFaults) {
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
  }

  /// The league's statistician finds another assist of a game's first home player.
  func correct(_ gameID: String) { changes.withLock { $0.corrections[gameID, default: 0] += 1 } }

  /// A game that is not over yet, or is over after all.
  func setLate(_ gameID: String, _ isLate: Bool) {
    changes.withLock { changes in
      if isLate { changes.late.insert(gameID) } else { changes.late.remove(gameID) }
    }
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
    if file == "scheduleLeagueV2_1.json", let season = seasons.last { return schedule(season) }
    guard file.hasSuffix(".json"), let id = file.dropLast(5).split(separator: "_").last.map(String.init),
      let game = games[id], !isLate(id)
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
    case "playerindex": return season.map { league.players(of: $0.teams) }
    case "boxscoretraditionalv3":
      guard let id = query["GameID"], let game = games[id], !isLate(id) else { return nil }
      // Some boxes are missing here too, so that balldontlie has something to do.
      let isMissing = SimulatedFaults.strikes(faults.missingBoxes, "box v3", id, seed: seed)
      return isMissing ? nil : league.boxV3(of: game, correction: correction(of: id))
    default: return nil
    }
  }

  private func ballDontLie(_ name: String, _ query: [String: String]) -> Answer {
    switch name {
    case "box_scores":
      return market.boxes(
        on: query["date"].flatMap { GameDate($0) } ?? GameDate(dayNumber: 0), games(on: query["date"]))
    case "player_injuries": return ["data": [], "meta": ["simulated": true]]
    default: return nil
    }
  }

  private func bettingPros(_ name: String, _ query: [String: String]) -> Answer {
    switch name {
    case "events": return market.events(on: games(on: query["date"], withLate: true))
    case "offers":
      guard let number = query["event_id"].flatMap({ Int($0) }), let page = query["page"].flatMap({ Int($0) }),
        page > 0,
        let game = games[Self.padded(number)]
      else { return nil }
      return market.offers(of: game, listings[game.id] ?? [], page: page)
    default: return nil
    }
  }

  private func odds(_ path: [String], _ query: [String: String]) -> Answer {
    let isHistorical = path.contains("historical")
    guard let day = isHistorical ? query["date"].map({ String($0.prefix(19)) }) : "" else { return nil }
    let near = isHistorical ? around(day) : Array((byDate.max { $0.key < $1.key })?.value ?? [])
    var value: JSONNode?
    if path.last == "events" {
      value = market.oddsEvents(near)
    } else if path.last == "odds", path.contains("events"), let id = path.dropLast().last {
      value = games.values.first { MarketDocuments.eventID($0) == id }
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
    return [day.adding(days: -1), day].flatMap { byDate[$0] ?? [] }.filter { $0.fixture.tipOffUTC >= moment }
  }

  private func games(on text: String?, withLate: Bool = false) -> [FinishedGame] {
    guard let date = text.flatMap({ GameDate($0) }) else { return [] }
    return (byDate[date] ?? []).filter { withLate || !isLate($0.id) }
  }

  private func schedule(_ season: SimulatedSeason) -> JSONNode {
    league.schedule(of: season.season, season.games, late: changes.withLock { $0.late })
  }

  private func isLate(_ id: String) -> Bool { changes.withLock { $0.late.contains(id) } }

  private func correction(of id: String) -> Int { changes.withLock { $0.corrections[id] ?? 0 } }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 10 - digits.count)) + digits
  }
}
