import Foundation
import JSON
import League
import Testing

@testable import Providers

@Suite("Adapters")
struct AdapterTests {
  private static let offers = """
    {"offers":[{"id":901,"sport":"NBA","market_id":156,"event_id":20879,"player_id":3473,"active":true,
     "participants":[{"id":"3473","name":"Sample Guard Jr.","player":{"team":"LAL","position":"G"}}],
     "selections":[{"id":5001,"selection":"over","label":"Over","active":true,
       "opening_line":{"line":25.5,"cost":-115,"book_id":12,"created":"2021-10-21 14:02:11"},
       "books":[{"id":12,"lines":[{"id":77,"line":26.5,"cost":-110,"updated":"2021-10-21 22:41:10","active":true}]},
                {"id":0,"lines":[{"id":78,"line":26.5,"cost":-112,"updated":"2021-10-21 22:45:00","active":true}]}]},
      {"id":5002,"selection":"under","label":"Under",
       "books":[{"id":12,"lines":[{"id":79,"line":26.5,"cost":-108,"updated":"2021-10-21 22:44:10"}]}]}]}],
     "_pagination":{"page":1,"total_pages":4,"total_items":37}}
    """

  @Test("an offer of BettingPros is a line for each book with both prices, its opening line and its latest moment")
  func bettingPros() throws {
    var players = PlayerDirectory()
    players.add(id: 77, name: try #require(PlayerName("Sample Guard Jr.")), team: .lal)
    let table = try #require(
      try Samples.table(
        Array(Self.offers.utf8), as: "bettingpros_points.0022100015.DAL.ATL.01", .propLines, on: "2021-10-21",
        players: players))
    #expect(try table.texts("sportsbook") == ["consensus", "draftkings"])
    #expect(try table.texts("line") == ["26.5", "26.5"])
    #expect(try table.texts("over_price") == ["-112", "-110"])
    #expect(try table.texts("under_price") == ["", "-108"])
    #expect(try table.texts("snapshot_utc") == ["2021-10-21T22:45:00Z", "2021-10-21T22:44:10Z"])
    #expect(try table.texts("opening_line") == ["25.5", "25.5"])
    // The player's team of today is another: he is found by his name.
    #expect(try table.texts("player_id") == ["77", "77"])
    #expect(try BettingProsOffers.pages(in: JSONDocument(Array(Self.offers.utf8), name: "offers")) == 4)
  }

  @Test(
    "decimal 1.91, 1.87, 2.10, 1.50, 2.00 are −110, −115, +110, −200, +100",
    arguments: [
      (1.91, -110), (1.87, -115), (2.10, 110), (1.50, -200), (2.00, 100), (-110, -110), (240, 240),
    ])
  func odds(price: Double, american: Int) {
    #expect(OddsAPI.american(price) == american)
    #expect(OddsAPI.american(0.5) == nil)
  }

  @Test("minutes: 45:28, PT45M28.00S and 45 are 45.47, 45.47 and 45; 12:75 is none")
  func minutes() {
    #expect(GameClock.seconds("45:28") == 2728 && GameClock.seconds("PT45M28.00S") == 2728)
    #expect(GameClock.seconds("45") == 2700 && GameClock.seconds("PT00M00.00S") == 0)
    #expect(GameClock.seconds("12:75") == nil && GameClock.seconds("") == nil && GameClock.seconds("-") == nil)
  }

  @Test("a spread of −6.5 at home is the game's, whatever side stands first")
  func spread() throws {
    let text = """
      [{"id":"e","commence_time":"2024-01-25T03:10:00Z","home_team":"Golden State Warriors","away_team":"Atlanta Hawks",
       "bookmakers":[{"key":"fanduel","last_update":"2024-01-25T00:55:22Z","markets":[
        {"key":"spreads","outcomes":[{"name":"Atlanta Hawks","price":1.91,"point":6.5},{"name":"Golden State Warriors","price":1.91,"point":-6.5}]},
        {"key":"h2h","outcomes":[{"name":"Atlanta Hawks","price":3.3},{"name":"Golden State Warriors","price":1.36}]}]}]}]
      """
    let table = try #require(
      try Samples.table(Array(text.utf8), as: "odds_lines.0022300640.ATL.GSW", .gameLines, on: "2024-01-24"))
    #expect(try table.texts("home_spread") == ["-6.5"] && table.texts("away_moneyline") == ["230"])
    // The provider turns home and visitors round: the schedule's home side keeps its own handicap.
    let turned = try #require(
      try Samples.table(Array(text.utf8), as: "odds_lines.0022300640.GSW.ATL", .gameLines, on: "2024-01-24"))
    #expect(try turned.texts("home_spread") == ["6.5"])
  }

  @Test("test vector 1: 20:00 Eastern is of that day, though its UTC is of the next, and `gameDateTimeEst` is not read")
  func easternDates() throws {
    let game = """
      {"leagueSchedule":{"seasonYear":"2024-25","gameDates":[{"gameDate":"11/07/2024 00:00:00","games":[
      {"gameId":"0022400150","gameStatus":3,"gameStatusText":"Final/OT2","gameDateEst":"2024-11-07T00:00:00Z",
       "gameDateTimeEst":"2024-11-07T20:00:00Z","gameDateTimeUTC":"2024-11-08T01:00:00Z","postponedStatus":"N","isNeutral":false,
       "homeTeam":{"teamTricode":"PHI","score":119},"awayTeam":{"teamTricode":"NYK","score":125}},
      {"gameId":"0022400151","gameStatus":1,"gameStatusText":"7:00 pm ET","gameDateEst":"2024-11-07T00:00:00Z",
       "gameDateTimeUTC":"2024-11-08T00:00:00Z","postponedStatus":"Y","isNeutral":false,
       "homeTeam":{"teamTricode":"BOS","score":0},"awayTeam":{"teamTricode":"ATL","score":0}},
      {"gameId":"0042400401","gameStatus":1,"gameStatusText":"TBD","gameDateEst":"2025-06-05T00:00:00Z",
       "gameDateTimeUTC":"2025-06-05T04:00:00Z","postponedStatus":"N","isNeutral":false,
       "homeTeam":{"teamId":0,"teamTricode":null},"awayTeam":{"teamId":0,"teamTricode":null}},
      {"gameId":"0012400001","gameStatus":3,"gameStatusText":"Final","gameDateEst":"2024-11-07T00:00:00Z",
       "homeTeam":{"teamTricode":"NZB"},"awayTeam":{"teamTricode":"PHI"}}]}]}}
      """
    let table = try #require(try Samples.table(Array(game.utf8), as: "nba_schedule.2024-25", .games, on: "2024-11-07"))
    #expect(try table.texts("game_id") == ["0022400150"])
    #expect(try table.texts("game_date") == ["2024-11-07"] && table.texts("tipoff_utc") == ["2024-11-08T01:00:00Z"])
    #expect(try table.texts("ot_periods") == ["2"] && table.texts("home_score") == ["119"])
    let games = try NBASchedule.games(
      of: JSONDocument(Array(game.utf8), name: "s"), on: try #require(GameDate("2024-11-07")))
    #expect(games == [LeagueGame(id: "0022400150", home: .phi, away: .nyk, tipOff: 1_731_027_600, isFinal: true)])
  }

  @Test("an NBA.com box: who played, who sat and who was out, and no player before the game is over")
  func box() throws {
    func text(status: Int) -> [UInt8] {
      let statistics = """
        {"minutes":"PT38M30.00S","points":18,"fieldGoalsMade":6,"fieldGoalsAttempted":14,"threePointersMade":2,
        "threePointersAttempted":6,"freeThrowsMade":4,"freeThrowsAttempted":4,"reboundsOffensive":1,"reboundsDefensive":4,
        "assists":3,"steals":1,"blocks":0,"turnovers":2,"turnoversTotal":2,"foulsPersonal":3,"plusMinusPoints":-4.0}
        """
      let side = """
        "score":100,"statistics":\(statistics),"players":[
        {"status":"ACTIVE","personId":1,"starter":"1","played":"1","name":"A B","statistics":\(statistics)},
        {"status":"ACTIVE","personId":2,"starter":"0","played":"0","notPlayingReason":"DNP_COACH","name":"C D","statistics":{"minutes":"PT00M00.00S"}},
        {"status":"INACTIVE","personId":3,"starter":"0","played":"0","notPlayingReason":"INACTIVE_INJURY","notPlayingDescription":"Left Knee; Soreness","name":"E, F","statistics":{"minutes":"PT00M00.00S","points":0}}]
        """
      return Array(
        """
        {"game":{"gameId":"0022400561","gameStatus":\(status),"period":5,"gameTimeUTC":"2025-01-16T00:30:00Z",
        "homeTeam":{"teamTricode":"PHI",\(side)},"awayTeam":{"teamTricode":"NYK",\(side)}}}
        """.utf8)
    }
    let table = try #require(try Samples.table(text(status: 3), as: "nba_box.0022400561", .playerBox, on: "2025-01-15"))
    #expect(try table.texts("player_status").prefix(3) == ["active", "dnp", "inactive"])
    #expect(try table.texts("minutes").prefix(3) == ["39", "0", "0"])
    #expect(try table.texts("minutes_exact").first == "38.5")
    #expect(try table.texts("dnp_reason").prefix(3) == ["", "DNP_COACH", "Left Knee; Soreness"])
    #expect(try table.texts("player_name").prefix(3).last == "E, F")
    #expect(try Samples.table(text(status: 2), as: "nba_box.0022400561", .playerBox, on: "2025-01-15")?.rows.count == 0)
    let games = try #require(try Samples.table(text(status: 3), as: "nba_box.0022400561", .games, on: "2025-01-15"))
    #expect(try games.texts("ot_periods") == ["1"])
    #expect(throws: ProviderError.self) {
      try Samples.table(text(status: 3), as: "nba_box.0022400562", .playerBox, on: "2025-01-15")
    }
  }

  @Test("another shape is an error, never an empty answer", arguments: Samples.adapters)
  func otherShapes(adapter: String) throws {
    let kinds: [PayloadKind] = [.games, .playerBox, .teamBox, .playByPlay, .propLines, .gameLines, .injuries, .shots]
    for text in ["{}", "[{}]", "[1]", "{\"data\":{}}", "{\"game\":[]}", "{\"resultSets\":[]}", "\"down\"", "null"] {
      for kind in kinds {
        do {
          let table = try Samples.table(
            Array(text.utf8), as: "\(adapter).0022400561.NYK.PHI", kind, on: "2025-01-15")
          #expect(table == nil, "\(adapter) reads \(text) as \(kind) to \(table?.rows.count ?? 0) lines")
        } catch is ProviderError {}
      }
    }
  }

  @Test("suffixes and accents: a name finds its player, and no other")
  func names() throws {
    var players = PlayerDirectory()
    players.add(id: 1, name: try #require(PlayerName("Luka Dončić")), team: .lal)
    players.add(id: 2, name: try #require(PlayerName("Tim Hardaway Jr.")), team: .det)
    players.add(id: 3, name: try #require(PlayerName("Jalen Williams")), team: .okc)
    players.add(id: 4, name: try #require(PlayerName("Jaylin Williams")), team: .okc)
    players.add(id: 5, name: try #require(PlayerName("Gary Payton II")), team: .gsw)
    players.add(id: 6, name: try #require(PlayerName("Same Name")), team: .gsw)
    players.add(id: 7, name: try #require(PlayerName("Same Name")), team: .bos)
    func id(_ name: String, _ teams: TeamCode...) throws -> Int? {
      players.id(of: try #require(PlayerName(name)), among: teams)
    }
    #expect(try id("Luka Doncic", .dal, .atl) == 1)
    #expect(try id("Tim Hardaway", .det) == 2)
    #expect(try id("Tim Hardaway", .dal) == nil)
    #expect(try id("Jalen Williams", .okc) == 3)
    #expect(try id("Payton II, Gary", .gsw) == 5)
    #expect(try id("Same Name", .bos) == 7)
    #expect(try id("Same Name", .lal) == nil)
  }
}
