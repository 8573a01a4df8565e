import League

/// The prop lines of a season: what books would ask for players, from their scoring so far.
struct PropFiles {
  let games: [FinishedGame]
  let seed: UInt64

  /// One quote of one book.
  private struct Quote {
    let book: String
    let line: Double
    let prices: (over: Int, under: Int)
    var snapshot: String?
    var isMain = true
  }

  /// One player of a game with what the books expect of him.
  private struct Listing {
    let game: FinishedGame
    let player: SimulatedPlayer
    let points: Double
    let rebounds: Double
  }

  /// One book, one quote a day, the moment not recorded; from the third date on, playoffs included.
  func single() -> CSVText {
    var csv = CSVText(
      header:
        "season,game_id,game_date,home_team,away_team,player_id,player_name_book,market,sportsbook,line,over_price,"
        + "under_price")
    let dates = Set(games.map(\.date)).sorted()
    for listing in listings(on: Set(dates.dropFirst(2))) {
      var dice = Dice(seed: seed, part: number(listing.game), UInt64(listing.player.id))
      for (market, mean) in [("player_points", listing.points), ("player_rebounds", listing.rebounds)] {
        let quote = quote("draftkings", mean, dice: &dice)
        let isUnmatched = dice.chance(0.02)
        csv.append(
          head(of: listing, id: isUnmatched ? nil : listing.player.id, name: listing.player.name.lowercased())
            + [market, quote.book, quote.line, quote.prices.over, quote.prices.under])
      }
    }
    return csv
  }

  /// Three books, one snapshot a day, alternate lines; the first half of the season.
  func several() -> CSVText {
    var csv = CSVText(
      header:
        "season,game_id,game_date,home_team,away_team,player_id,player_name_book,market,sportsbook,line,over_price,"
        + "under_price,snapshot_utc,commence_utc,event_id,is_main")
    let dates = Set(games.map(\.date)).sorted()
    for listing in listings(on: Set(dates.dropFirst(1).prefix(dates.count / 2))) {
      var dice = Dice(seed: seed, part: number(listing.game), UInt64(listing.player.id))
      for (market, mean) in [("player_points", listing.points), ("player_rebounds", listing.rebounds)] {
        var quotes = ["betrivers", "draftkings", "fanduel"].filter { _ in dice.chance(0.9) }
          .map { quote($0, mean, dice: &dice) }
        if let first = quotes.first, market == "player_points" {
          quotes.append(Quote(book: first.book, line: first.line + 5, prices: (260, -360), isMain: false))
        }
        for quote in quotes {
          csv.append(
            head(of: listing, id: listing.player.id, name: listing.player.name) + [
              market, quote.book, quote.line, quote.prices.over, quote.prices.under, "\(listing.game.date)T17:00:00Z",
              listing.game.fixture.tipOffUTC, event(listing.game), quote.isMain ? 1 : 0,
            ])
        }
      }
    }
    return csv
  }

  /// Two snapshots of one evening, between which lines move.
  func moving() -> CSVText {
    var csv = CSVText(
      header:
        "season,game_id,game_date,home_team,away_team,player_id,player_name_book,market,sportsbook,line,over_price,"
        + "under_price,snapshot_utc")
    let dates = Set(games.filter { $0.fixture.kind == .regularSeason }.map(\.date)).sorted()
    for listing in listings(on: [dates[dates.count * 3 / 4]]) {
      var dice = Dice(seed: seed, part: number(listing.game), UInt64(listing.player.id))
      for book in ["betmgm", "draftkings", "fanduel"] {
        let early = quote(book, listing.points, dice: &dice)
        let late = dice.chance(0.4) ? quote(book, listing.points + dice.bell() * 1.5, dice: &dice) : early
        for (quote, time) in [(early, "17:13:23"), (late, "21:44:10")] {
          csv.append(
            head(of: listing, id: listing.player.id, name: listing.player.name) + [
              "player_points", book, quote.line, quote.prices.over, quote.prices.under, "\(listing.game.date)T\(time)Z",
            ])
        }
      }
    }
    return csv
  }

  /// Every player of a roster with two games behind him and twelve minutes a game, whether he dressed that night or not.
  private func listings(on dates: Set<GameDate>) -> [Listing] {
    var totals: [Int: (games: Int, points: Int, rebounds: Int, minutes: Int)] = [:]
    var listings: [Listing] = []
    for game in games where game.fixture.kind == .regularSeason || game.fixture.kind == .playoffs {
      for side in [game.play.away, game.play.home] {
        for player in side.team.roster where dates.contains(game.date) {
          guard let so = totals[player.id], so.games >= 2, so.minutes >= 12 * so.games else { continue }
          listings.append(
            Listing(
              game: game, player: player, points: Double(so.points) / Double(so.games),
              rebounds: Double(so.rebounds) / Double(so.games)))
        }
        for line in side.lines {
          let so = totals[line.player.id] ?? (0, 0, 0, 0)
          totals[line.player.id] = (
            so.games + 1, so.points + line.pts, so.rebounds + line.reb, so.minutes + line.minutes
          )
        }
      }
    }
    return listings
  }

  private func quote(_ book: String, _ mean: Double, dice: inout Dice) -> Quote {
    let line = max((mean + dice.bell() * 0.8).rounded(.down), 0) + 0.5
    let over = -dice.integer(100...130)
    return Quote(book: book, line: line, prices: (over, over > -115 ? -230 - over : -110))
  }

  private func head(of listing: Listing, id: Int?, name: String) -> [Any?] {
    let game = listing.game
    return [game.season, game.id, game.date, game.home.rawValue, game.away.rawValue, id, name]
  }

  private func number(_ game: FinishedGame) -> UInt64 { UInt64(game.id) ?? 0 }

  private func event(_ game: FinishedGame) -> String {
    var dice = Dice(seed: seed, part: number(game))
    return String(dice.next(), radix: 16) + String(dice.next(), radix: 16)
  }
}
