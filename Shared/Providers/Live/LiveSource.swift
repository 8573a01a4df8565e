import Foundation
import JSON
public import League

/// The providers themselves, or the simulator in their place.
///
/// A game's box comes from the first that has it, of NBA.com's static document, its statistics service, its log of the day's games
/// and balldontlie; a
/// game's player lines from the Odds API, else from BettingPros. Every answer is kept as it came, with a record of when and
/// whence; one that came within the last hour is not asked for again.
public final class LiveSource: Source {
  /// `live`, or `sim`.
  public let name: String
  let keys: ProviderKeys
  let addresses: ProviderAddresses
  let fetcher: DocumentFetcher
  let clock: HTTPClock
  private let client: HTTPClient

  /// Who is asked, and how.
  public enum Providers: Hashable, Sendable {
    /// The real ones, with keys.
    case live(ProviderKeys)
    /// The simulator at an address such as `http://127.0.0.1:8430`; it takes any keys.
    case simulator(String, ProviderKeys = .simulated)
  }

  /// A source that keeps payloads and fetch records below a directory.
  ///
  /// - Parameters:
  ///   - clock: what tells today from yesterday, and fresh from old. A provider's patience goes by the machine's.
  ///   - maxAge: how old an answer may be to be used again unasked.
  ///   - policies: how each provider is treated, when not as usual.
  /// - Throws: ``ProviderError/refused(source:reason:)`` when there is no HTTP client to be had.
  public init(
    _ providers: Providers, keeping root: String, clock: HTTPClock = .system, maxAge: Duration = .seconds(3600),
    policies: (@Sendable (String) -> SourcePolicy)? = nil
  ) throws(ProviderError) {
    self.clock = clock
    do {
      switch providers {
      case .live(let keys):
        (name, self.keys, addresses) = ("live", keys, .live)
        client = try HTTPClient(policies: policies ?? SourcePolicy.provider)
      case .simulator(let base, let keys):
        (name, self.keys, addresses) = ("sim", keys, .simulator(at: base))
        client = try HTTPClient(policies: policies ?? SourcePolicy.simulator)
      }
    } catch {
      throw .refused(source: "http", reason: error.description)
    }
    fetcher = DocumentFetcher(client: client, root: root, clock: clock, maxAge: maxAge)
  }

  /// What goes without because a key is missing, a sentence for each.
  public var missing: [String] { keys.missing }

  /// What became of the requests so far, by provider.
  public var tallies: [String: HTTPClient.Tally] { client.tallies }

  /// The seasons that the league's schedule service knows, up to the present one.
  public func seasons() async throws(ProviderError) -> [Season] {
    guard name == "sim" else {
      return (2015...max(2015, currentSeason.startYear)).map { Season(startYear: $0) }
    }
    let request = addresses.cdn("seasons.json", source: "nba_cdn")
    let answer = try await fetcher.document(DocumentName("sim_seasons", "all"), request) {
      (document) throws(ProviderError) in _ = try document.root.list("seasons")
    }
    return try answer?.document.root.list("seasons").compactMap { $0.text.flatMap { Season(label: $0) } }.sorted() ?? []
  }

  /// The season's schedule document.
  public func schedule(of season: Season) async throws(ProviderError) -> Payload {
    let fetched = try await scheduleDocument(of: season)
    return try payload(fetched, .games, on: season.partitionDate)
  }

  /// The season's player index; nil when the league does not have it.
  public func players(of season: Season) async throws(ProviderError) -> Payload? {
    guard let index = try await playerIndex(of: season) else { return nil }
    let players = try NBAPlayerIndex.players(in: index.document)
    return Payload(source: name, file: index.name.description, bytes: index.bytes, lines: players.count)
  }

  /// The documents of a date, each named for the game that it is read for.
  public func slices(of kind: PayloadKind, on date: GameDate) async throws(ProviderError) -> [Payload] {
    let games = try await games(on: date)
    guard !games.isEmpty else { return [] }
    let documents: [DocumentFetcher.Fetched]
    switch kind {
    case .games, .teamBox: documents = try await boxes(of: games, on: date)
    case .playerBox: documents = try await withPlayers(boxes(of: games, on: date), on: date)
    case .shots, .playByPlay: documents = try await plays(of: games, for: kind)
    case .propLines: documents = try await withPlayers(props(of: games, on: date), on: date)
    case .gameLines: documents = try await lines(of: games, on: date)
    case .injuries: documents = try await injuries(on: date)
    }
    var payloads: [Payload] = []
    for document in documents.sorted(by: { $0.name.description < $1.name.description }) {
      payloads.append(try payload(document, kind, on: date))
    }
    return payloads
  }

  /// The season of the present day.
  private var currentSeason: Season { Season(nominal: today) }

  /// The Eastern date of this moment.
  var today: GameDate {
    let zone = TimeZone(identifier: "America/New_York")
    let now = clock.now()
    let offset = zone?.secondsFromGMT(for: Date(timeIntervalSince1970: now)) ?? -5 * 3600
    return GameDate(dayNumber: Int((now + Double(offset)) / 86_400))
  }

  /// Whether a game can be over: the schedule says so, or it began long enough ago.
  func isOver(_ game: LeagueGame) -> Bool {
    game.isFinal || game.tipOff.map { Double($0) + 3.5 * 3600 < clock.now() } ?? false
  }

  private func games(on date: GameDate) async throws(ProviderError) -> [LeagueGame] {
    try NBASchedule.games(of: await scheduleDocument(of: Season(nominal: date)).document, on: date)
  }

  /// Of the two endpoints the one that has the season: the static document is of the present season alone.
  private func scheduleDocument(of season: Season) async throws(ProviderError) -> DocumentFetcher.Fetched {
    var problem: ProviderError?
    for isCurrent in season == currentSeason ? [true, false] : [false] {
      do {
        let request = NBASchedule.request(of: season, isCurrent: isCurrent, at: addresses)
        let name = DocumentName(NBASchedule.name, season.label)
        let fetched = try await fetcher.document(name, request, isMoving: isCurrent) {
          (document) throws(ProviderError) in
          guard try NBASchedule.season(of: document) == season else {
            throw document.root.wrong("it is the schedule of another season than \(season)")
          }
          _ = try NBASchedule.lines(of: .games, in: document, DocumentContext(name: name, date: season.partitionDate))
        }
        if let fetched { return fetched }
      } catch {
        problem = problem ?? error
      }
    }
    throw problem ?? .seasonMissing(season: season.label, directory: name, available: [])
  }

  /// The documents with the player index beside them, when one of them knows players by name alone.
  private func withPlayers(
    _ documents: [DocumentFetcher.Fetched], on date: GameDate
  ) async throws(ProviderError) -> [DocumentFetcher.Fetched] {
    let nameless: Set = [BallDontLieBoxScores.name, BettingProsOffers.name, OddsAPIPlayerProps.name]
    guard documents.contains(where: { nameless.contains($0.name.adapter) }) else { return documents }
    return documents + (try await playerIndex(of: Season(nominal: date)).map { [$0] } ?? [])
  }

  private func playerIndex(of season: Season) async throws(ProviderError) -> DocumentFetcher.Fetched? {
    try await fetcher.document(
      DocumentName(NBAPlayerIndex.name, season.label), NBAPlayerIndex.request(of: season, at: addresses)
    ) { (document) throws(ProviderError) in _ = try NBAPlayerIndex.players(in: document) }
  }

  private func payload(
    _ fetched: DocumentFetcher.Fetched, _ kind: PayloadKind, on date: GameDate
  ) throws(ProviderError) -> Payload {
    let context = DocumentContext(name: fetched.name, date: date)
    let adapter = DocumentCatalogue.adapters.first { $0.name == fetched.name.adapter }
    let lines = try adapter?.lines(of: kind, in: fetched.document, context)?.count ?? 0
    return Payload(source: name, file: fetched.name.description, bytes: fetched.bytes, lines: lines)
  }
}
