import League
import Providers

/// The documents of balldontlie, BettingPros and the Odds API for simulated games.
struct MarketDocuments: Sendable {
  let seed: UInt64
  let faults: SimulatedFaults

  /// balldontlie's day. Nothing on a day of outage; home and visitors turned round in some games.
  func boxes(on date: GameDate, _ games: [FinishedGame]) -> JSONNode {
    let isOut = SimulatedFaults.strikes(faults.outages, "outage", date.description, seed: seed)
    return ["data": .list(isOut ? [] : games.map(box)), "meta": ["simulated": true]]
  }

  private func box(_ game: FinishedGame) -> JSONNode {
    func side(_ side: TeamGame) -> JSONNode {
      [
        "full_name": .text(side.team.code.fullName), "abbreviation": .text(side.team.code.rawValue),
        "players": .list(
          side.lines.map { line in
            let words = line.player.name.split(separator: " ", maxSplits: 1).map(String.init)
            return [
              "min": .text(Fixture.twoDigits(line.minutes)), "fgm": .integer(line.fgm), "fga": .integer(line.fga),
              "fg3m": .integer(line.fg3m), "fg3a": .integer(line.fg3a), "ftm": .integer(line.ftm),
              "fta": .integer(line.fta), "oreb": .integer(line.oreb), "dreb": .integer(line.dreb),
              "reb": .integer(line.reb), "ast": .integer(line.ast), "stl": .integer(line.stl),
              "blk": .integer(line.blk), "turnover": .integer(line.tov), "pf": .integer(line.pf),
              "pts": .integer(line.pts),
              "player": [
                "id": .integer(line.player.id % 1000), "first_name": .text(words[0]),
                "last_name": .text(words.count > 1 ? words[1] : ""),
              ],
            ]
          }),
      ]
    }
    let isTurned = isReversed(game)
    let (home, away) = isTurned ? (game.play.away, game.play.home) : (game.play.home, game.play.away)
    return [
      "date": .text(game.date.description), "season": .integer(game.season.startYear), "status": "Final",
      "period": .integer(game.play.home.periods.count), "postseason": .flag(game.fixture.kind == .playoffs),
      "home_team_score": .integer(home.points), "visitor_team_score": .integer(away.points), "home_team": side(home),
      "visitor_team": side(away),
    ]
  }

  /// balldontlie's injuries: who is on the roster of a team that plays, and will not dress.
  func injuries(before games: [FinishedGame]) -> JSONNode {
    let out = games.flatMap(\.sides).flatMap { side, _, _ -> [JSONNode] in
      let dressed = Set(side.lines.map(\.player.id))
      guard let number = (1...30).first(where: { BallDontLieInjuries.team($0) == side.team.code }) else { return [] }
      return side.team.roster.filter { !dressed.contains($0.id) }.map { player in
        let words = player.name.split(separator: " ", maxSplits: 1).map(String.init)
        return [
          "player": [
            "id": .integer(player.id % 1000), "first_name": .text(words[0]),
            "last_name": .text(words.count > 1 ? words[1] : ""), "team_id": .integer(number),
          ],
          "return_date": nil, "description": "Simulated; rest", "status": "Out",
        ]
      }
    }
    return ["data": .list(out), "meta": ["simulated": true]]
  }

  /// BettingPros' events of a day.
  func events(on games: [FinishedGame]) -> JSONNode {
    let events = games.map { game -> JSONNode in
      let isTurned = isReversed(game)
      return [
        "id": .integer(Self.number(game)), "sport": "NBA",
        "scheduled": .text(game.fixture.tipOffUTC.replacing("T", with: " ").replacing("Z", with: "")),
        "home": .text((isTurned ? game.away : game.home).rawValue),
        "visitor": .text((isTurned ? game.home : game.away).rawValue),
      ]
    }
    return ["_parameters": ["sport": "NBA", "simulated": true], "events": .list(events)]
  }

  /// A page of BettingPros' offers of a game.
  func offers(of game: FinishedGame, _ listings: [SimulatedQuotes.Listing], page: Int) -> JSONNode {
    let quotes = SimulatedQuotes(seed: seed)
    let pages = max(1, (listings.count + 9) / 10)
    let offers = listings.dropFirst((page - 1) * 10).prefix(10).map { listing -> JSONNode in
      let books = quotes.books(of: listing, ["fanduel": 10, "draftkings": 12, "betmgm": 19])
      func selection(_ side: String, _ price: (SimulatedQuotes.Quote) -> Int) -> JSONNode {
        [
          "selection": .text(side), "label": .text(side == "over" ? "Over" : "Under"),
          "opening_line": ["line": .number(books.first?.quote.opening ?? 0.5), "cost": -110, "book_id": 12],
          "books": .list(
            books.map { book in
              [
                "id": .integer(book.id),
                "lines": [
                  [
                    "line": .number(book.quote.line), "cost": .integer(price(book.quote)),
                    "updated": .text("\(game.date) 21:41:10"), "active": true,
                  ]
                ],
              ]
            }),
        ]
      }
      return [
        "market_id": 156, "event_id": .integer(Self.number(game)),
        "participants": [["id": .text(String(listing.player.id)), "name": .text(listing.player.name)]],
        "selections": [selection("over", \.over), selection("under", \.under)],
      ]
    }
    return [
      "offers": .list(Array(offers)),
      "_pagination": ["page": .integer(page), "total_pages": .integer(pages), "total_items": .integer(listings.count)],
      "_parameters": ["simulated": true],
    ]
  }

  /// The Odds API's events.
  func oddsEvents(_ games: [FinishedGame]) -> JSONNode { .list(games.map { .object(event($0)) }) }

  /// The Odds API's points lines of a game: two games of five have any.
  func oddsProps(of game: FinishedGame, _ listings: [SimulatedQuotes.Listing]) -> JSONNode {
    let quotes = SimulatedQuotes(seed: seed)
    var bookmakers: [JSONNode] = []
    for key in Self.number(game) % 5 < 2 ? ["draftkings", "fanduel"] : [] {
      var outcomes: [JSONNode] = []
      for listing in listings {
        for book in quotes.books(of: listing, [key: 0]) {
          for (side, price) in [("Over", book.quote.over), ("Under", book.quote.under)] {
            outcomes.append([
              "name": .text(side), "description": .text(listing.player.name), "price": .integer(price),
              "point": .number(book.quote.line),
            ])
          }
        }
      }
      bookmakers.append([
        "key": .text(key), "title": .text(key),
        "markets": [
          ["key": "player_points", "last_update": .text("\(game.date)T21:55:00Z"), "outcomes": .list(outcomes)]
        ],
      ])
    }
    return .object(event(game) + [("bookmakers", .list(bookmakers))])
  }

  /// The Odds API's spreads, totals and money lines of some games.
  func odds(_ games: [FinishedGame]) -> JSONNode {
    .list(
      games.map { game in
        let bookmakers = ["betmgm", "draftkings", "fanduel"].map { key -> JSONNode in
          var dice = Dice(seed: seed, part: UInt64(Self.number(game)), SimulatedFaults.hash(key))
          let edge = (game.play.home.team.strength - game.play.away.team.strength) * 200
          let raw = (-2 * edge + dice.bell() * 2).rounded() / 2
          let spread = raw == 0 ? -0.5 : raw
          let total = (210 + dice.bell() * 4).rounded() + 0.5
          func outcome(_ name: String, _ price: Int, _ point: Double?) -> JSONNode {
            .object(
              [("name", .text(name)), ("price", .integer(price))] + (point.map { [("point", .number($0))] } ?? []))
          }
          let favourite = -(105 + Int(abs(spread) * 25))
          let underdog = 100 + Int(abs(spread) * 20)
          let (home, away) = (game.home.fullName, game.away.fullName)
          return [
            "key": .text(key), "title": .text(key), "last_update": .text("\(game.date)T21:55:00Z"),
            "markets": [
              ["key": "spreads", "outcomes": [outcome(home, -110, spread), outcome(away, -110, -spread)]],
              ["key": "totals", "outcomes": [outcome("Over", -110, total), outcome("Under", -110, total)]],
              [
                "key": "h2h",
                "outcomes": [
                  outcome(home, spread < 0 ? favourite : underdog, nil),
                  outcome(away, spread < 0 ? underdog : favourite, nil),
                ],
              ],
            ],
          ]
        }
        return .object(event(game) + [("bookmakers", .list(bookmakers))])
      })
  }

  /// The id by which the Odds API knows a game.
  static func eventID(_ game: FinishedGame) -> String {
    var dice = Dice(seed: 5, part: UInt64(number(game)))
    return String(dice.next(), radix: 16) + String(dice.next(), radix: 16)
  }

  static func number(_ game: FinishedGame) -> Int { Int(game.id) ?? 0 }

  private func event(_ game: FinishedGame) -> [(String, JSONNode)] {
    let isTurned = isReversed(game)
    return [
      ("id", .text(Self.eventID(game))), ("sport_key", "basketball_nba"), ("sport_title", "NBA SIMULATED"),
      ("commence_time", .text(game.fixture.tipOffUTC)),
      ("home_team", .text((isTurned ? game.away : game.home).fullName)),
      ("away_team", .text((isTurned ? game.home : game.away).fullName)),
    ]
  }

  private func isReversed(_ game: FinishedGame) -> Bool {
    SimulatedFaults.strikes(faults.reversed, "reversed", game.id, seed: seed)
  }
}
