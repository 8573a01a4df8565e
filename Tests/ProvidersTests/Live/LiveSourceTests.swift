import Foundation
import JSON
import League
import ProviderSim
import Synchronization
import Testing

@testable import Providers

@Suite("The providers' source, over HTTP from the simulator", .serialized)
struct LiveSourceTests {
  private static let season = Season(startYear: 2011)

  /// Every date of the season's schedule.
  private static func dates(of source: LiveSource) async throws -> [GameDate] {
    let schedule = try await source.schedule(of: season)
    let table = try #require(try Samples.table(schedule.bytes, as: schedule.file, .games, on: "2011-10-01"))
    return try Set(table.texts("game_date")).compactMap { GameDate($0) }.sorted()
  }

  /// The tables of some payloads, as phase 2 reads them.
  private static func tables(_ payloads: [Payload], _ kind: PayloadKind, on date: GameDate) throws -> [CSVTable] {
    try DocumentCatalogue.tables(
      of: kind,
      in: payloads.map { .init(file: $0.file, digest: PayloadID(of: $0.bytes).hex, bytes: $0.bytes) }, on: date)
  }

  private static func tally(_ base: String) async throws -> JSONElement {
    let client = try HTTPClient { _ in SourcePolicy(interval: .zero) }
    let answer = try await client.send(WebRequest(.get, "\(base)/control/tally", source: "control"))
    return try JSONDocument(answer.body, name: "tally").root
  }

  private static func control(_ base: String, _ path: String) async throws {
    let client = try HTTPClient { _ in SourcePolicy(interval: .zero) }
    let answer = try await client.send(WebRequest(.post, "\(base)/control/\(path)", source: "control", body: []))
    #expect(answer.isSuccess)
  }

  @Test("a season comes whole: boxes, play by play and lines of every game, agreeing with each other")
  func wholeSeason() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    try await SimulatedSite().whileServing { base in
      let source = try LiveSource(.simulator(base), keeping: path)
      #expect(try await source.seasons() == [Self.season])
      let dates = try await Self.dates(of: source)
      #expect(dates.count > 12)
      var (games, propGames) = (0, 0)
      for date in dates {
        let results = try Self.tables(await source.slices(of: .games, on: date), .games, on: date)
        let players = try Self.tables(await source.slices(of: .playerBox, on: date), .playerBox, on: date)
        let teams = try Self.tables(await source.slices(of: .teamBox, on: date), .teamBox, on: date)
        let plays = try Self.tables(await source.slices(of: .playByPlay, on: date), .playByPlay, on: date)
        let shots = try Self.tables(await source.slices(of: .shots, on: date), .shots, on: date)
        let lines = try Self.tables(await source.slices(of: .gameLines, on: date), .gameLines, on: date)
        games += results.count
        #expect(results.count == players.count && results.count == teams.count && results.count == plays.count)
        #expect(shots.count == plays.count && lines.map(\.rows.count) == results.map { _ in 3 })
        for (players, (teams, (plays, shots))) in zip(players, zip(teams, zip(plays, shots))) {
          #expect(try players.sum("pts") == teams.sum("pts"))
          #expect(try players.sum("fga") == shots.rows.count && players.sum("ast") == shots.sum("assisted"))
          #expect(try plays.texts("action_type").count { $0 == "Free Throw" } == players.sum("fta"))
          #expect(try plays.texts("action_type").count { $0 == "Rebound" } == players.sum("reb"))
          #expect(try plays.texts("description").count { $0 == "BLOCK" } == players.sum("blk"))
          #expect(try plays.texts("action_type").count { $0 == "Turnover" } == players.sum("tov"))
        }
        let payloads = try await source.slices(of: .propLines, on: date)
        let props = try Self.tables(payloads, .propLines, on: date)
        propGames += Set(try props.flatMap { try $0.texts("game_id") }).count
        for table in props { #expect(try table.texts("player_id").allSatisfy { !$0.isEmpty }) }
      }
      // All but those of the first dates, before anybody has two games behind him.
      #expect(games >= 30 && propGames > games / 2)
      let asked = source.tallies
      #expect(Set(asked.keys) == ["nba_cdn", "nba_stats", "odds_api", "bettingpros"])
      #expect(try await Self.tally(base).integer("most_of_one") == 1)
    }
  }

  @Test("a process that begins again asks for nothing that is stored, and loses nothing")
  func restarted() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    try await SimulatedSite(seed: 3).whileServing { base in
      let first = try LiveSource(.simulator(base), keeping: path)
      let dates = try await Self.dates(of: first).prefix(4)
      let middle = dates[2]
      for date in dates.prefix(2) { _ = try await first.slices(of: .playerBox, on: date) }
      // Ended in the middle of a date: some of its answers are under way.
      let ended = Task { try await first.slices(of: .playByPlay, on: middle) }
      ended.cancel()
      _ = await ended.result
      let second = try LiveSource(.simulator(base), keeping: path)
      for date in dates {
        #expect(!(try await second.slices(of: .playerBox, on: date)).isEmpty)
        #expect(!(try await second.slices(of: .playByPlay, on: date)).isEmpty)
      }
      let before = try await Self.tally(base).integer("answered")
      let third = try LiveSource(.simulator(base), keeping: path)
      for date in dates { _ = try await third.slices(of: .playerBox, on: date) }
      #expect(try await Self.tally(base).integer("answered") == before)
      #expect(third.tallies.isEmpty)
    }
  }

  @Test(
    "with a fifth of the answers errors, a twentieth cut short and a twentieth 429, a season comes whole, within the limits measured at the server, and the tally says what was asked again"
  )
  func faults() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    try await SimulatedSite(seed: 9, errors: 0.2, throttled: 0.05, truncated: 0.05, malformed: 0.03).whileServing {
      base in
      // Four milliseconds from request to request of a provider, two at once.
      let source = try LiveSource(
        .simulator(base), keeping: path,
        policies: { name in
          var policy = SourcePolicy.simulator(name)
          policy.interval = .milliseconds(4)
          policy.concurrency = 2
          return policy
        })
      let started = ContinuousClock.now
      /// Asks again, as the pipeline does with what failed in passing.
      func stubborn<T: Sendable>(_ body: @Sendable () async throws -> T) async throws -> T {
        for _ in 1...6 {
          do { return try await body() } catch let error as ProviderError where error.isRetryable {}
        }
        return try await body()
      }
      let dates = try await stubborn { try await Self.dates(of: source) }
      var (games, withLines) = (0, 0)
      for date in dates {
        let payloads = try await stubborn { try await source.slices(of: .playerBox, on: date) }
        let boxes = try Self.tables(payloads, .playerBox, on: date)
        games += boxes.count
        for table in boxes { #expect(table.rows.count >= 18) }
        // Everything else of the date, as much of it as of boxes.
        for kind in [PayloadKind.games, .teamBox, .playByPlay, .shots, .gameLines] {
          let found = try await stubborn { try await source.slices(of: kind, on: date) }
          #expect(found.count == boxes.count, "\(kind) on \(date)")
        }
        let lines = try await stubborn { try await source.slices(of: .propLines, on: date) }
        withLines += Set(try Self.tables(lines, .propLines, on: date).flatMap { try $0.texts("game_id") }).count
      }
      // All but those of the first dates, before anybody has two games behind him.
      #expect(withLines > games / 2)
      let schedule = try await stubborn { try await source.schedule(of: Self.season) }
      #expect(games == schedule.lines && games >= 30)
      let tally = source.tallies.values.reduce(into: HTTPClient.Tally()) { sum, one in
        sum.requests += one.requests
        sum.retries += one.retries
        sum.failures += one.failures
      }
      #expect(tally.retries > games / 10 && tally.failures >= tally.retries)
      // What the server saw: nobody was asked faster, or by more at once, than allowed.
      let elapsed = (ContinuousClock.now - started) / .milliseconds(4)
      let seen = try await Self.tally(base).object("sources").object("cdn")
      let requests = try seen.integer("requests")
      #expect(requests > games && Double(requests - 1) <= elapsed)
      #expect(try seen.integer("most_open") <= 2)
      // In no second more than it holds, and as many as come late from the one before.
      #expect(try seen.integer("most_in_a_second") <= 252)
      // And the records say what was asked again, and that in the end every body was right.
      let summary = try FetchSummary(of: path)
      let sums = summary.sources.values
      #expect(sums.reduce(0) { $0 + $1.askedAgain } > games / 10)
      #expect(sums.reduce(0) { $0 + $1.requests } > sums.reduce(0) { $0 + $1.documents } + games / 10)
      #expect(sums.allSatisfy { $0.malformed == 0 } && summary.unreadable == 0)
    }
  }

  @Test("where NBA.com has no box, balldontlie's stands in, game by game, home and visitors turned round or not")
  func fallback() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    try await SimulatedSite(seed: 4, missingBoxes: 0.7, reversed: 0.5).whileServing { base in
      let source = try LiveSource(.simulator(base), keeping: path)
      var (adapters, seen): ([String: Int], Int) = ([:], 0)
      for date in try await Self.dates(of: source) {
        let payloads = try await source.slices(of: .playerBox, on: date)
        for payload in payloads { adapters[DocumentName(stored: payload.file)?.adapter ?? "", default: 0] += 1 }
        let players = try Self.tables(payloads, .playerBox, on: date)
        let teams = try Self.tables(await source.slices(of: .teamBox, on: date), .teamBox, on: date)
        for (players, teams) in zip(players, teams) {
          seen += 1
          #expect(try players.sum("pts") == teams.sum("pts"))
          #expect(try players.texts("player_id").allSatisfy { !$0.isEmpty })
        }
      }
      #expect(Set(adapters.keys) == ["nba_box", "nba_box_v3", "nba_game_log", "balldontlie_box", "nba_players"])
      #expect(try await source.schedule(of: Self.season).lines == seen)
    }
  }

  @Test("a corrected box is seen by the next look, and what did not change is answered 304 and stored once")
  func correction() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    try await SimulatedSite(seed: 5).whileServing { base in
      let source = try LiveSource(.simulator(base), keeping: path, maxAge: .zero)
      let date = try #require(try await Self.dates(of: source).dropFirst(3).first)
      let before = try await source.slices(of: .playerBox, on: date)
      let again = try await source.slices(of: .playerBox, on: date)
      #expect(before == again && before.count >= 2)
      let game = try #require(DocumentName(stored: before[0].file)?.parts[0])
      try await Self.control(base, "correct/\(game)")
      let after = try await source.slices(of: .playerBox, on: date)
      #expect(after[0].bytes != before[0].bytes && Array(after.dropFirst()) == Array(before.dropFirst()))
      let assists = try [before, after].map { try Self.tables($0, .playerBox, on: date)[0].sum("ast") }
      #expect(assists[1] == assists[0] + 1)
      let journal = FetchJournal(root: path)
      let record = try #require(try journal.record(of: DocumentName(NBABoxScore.name, game)))
      #expect(record.outcome == .ok && record.status == 200 && record.sha256 == PayloadID(of: after[0].bytes).hex)
      let other = try #require(DocumentName(stored: before[1].file))
      #expect(try journal.record(of: other)?.status == 304)
    }
  }

  @Test("a game that is not over has no box, and comes when it is over; the rest of its date does not wait for it")
  func lateGame() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    let now = Mutex(Date().timeIntervalSince1970)
    let clock = HTTPClock(now: { now.withLock { $0 } }, sleep: { try await Task.sleep(for: $0) })
    try await SimulatedSite(seed: 6).whileServing { base in
      let scout = try LiveSource(.simulator(base), keeping: path + "/scout")
      let date = try #require(try await Self.dates(of: scout).dropFirst(3).first)
      let games = try await scout.slices(of: .games, on: date).compactMap { DocumentName(stored: $0.file)?.parts[0] }
      try await Self.control(base, "late/\(games[0])")
      let source = try LiveSource(.simulator(base), keeping: path, clock: clock)
      let early = try await source.slices(of: .playerBox, on: date)
      #expect(early.compactMap { DocumentName(stored: $0.file)?.parts[0] } == Array(games.dropFirst()))
      try await Self.control(base, "over/\(games[0])")
      now.withLock { $0 += 3601 }
      let late = try await source.slices(of: .playerBox, on: date)
      #expect(late.compactMap { DocumentName(stored: $0.file)?.parts[0] } == games)
    }
  }

  @Test("nobody has a box of a date with final games: an outage, no empty date")
  func outage() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    try await SimulatedSite(seed: 7, missingBoxes: 1, reversed: 0).whileServing { base in
      // Without a key of balldontlie's nobody is left to ask.
      let keyless = try LiveSource(.simulator(base, ProviderKeys(environment: [:])), keeping: path)
      let date = try #require(try await Self.dates(of: keyless).first)
      let error = await #expect(throws: ProviderError.self) { try await keyless.slices(of: .playerBox, on: date) }
      #expect(error?.isRetryable == true, "\(String(describing: error))")
      #expect(try await keyless.slices(of: .propLines, on: date).isEmpty)
      #expect(keyless.missing.count == 3)
    }
  }

  @Test("a document of another shape is tried again, then an error, with the sample kept")
  func malformed() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    try await SimulatedSite(seed: 8, malformed: 1).whileServing { base in
      let source = try LiveSource(.simulator(base), keeping: path)
      await #expect(throws: ProviderError.self) { try await source.schedule(of: Self.season) }
      let name = DocumentName(NBASchedule.name, Self.season.label)
      let record = try #require(try FetchJournal(root: path).record(of: name))
      #expect(record.outcome == .malformed && record.problem != nil)
      let sample = try PayloadStore(root: path).get(try #require(record.sha256.flatMap { PayloadID($0) }))
      #expect(sample.count == record.bytes)
    }
  }
}
