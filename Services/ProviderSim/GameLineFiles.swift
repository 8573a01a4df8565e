import League

/// The spreads, totals and money lines of a season, from how strong the simulation made the teams.
struct GameLineFiles {
  let games: [FinishedGame]
  let seed: UInt64

  private static let columns =
    "season,game_id,game_date,home_team,away_team,sportsbook,home_spread,home_spread_price,away_spread_price,total,"
    + "over_price,under_price,home_moneyline,away_moneyline"

  /// One closing line for every game but those of opening night.
  func consensus() -> CSVText {
    var csv = CSVText(header: Self.columns)
    for game in games where game.date > games[0].date {
      var dice = Dice(seed: seed, part: UInt64(game.id) ?? 0, 1)
      csv.append(row(game, book: "consensus_close", dice: &dice))
    }
    return csv
  }

  /// Three books with a snapshot on the eve and one in the morning, for the first two thirds of the games.
  func books() -> CSVText {
    var csv = CSVText(header: Self.columns + ",snapshot_utc,commence_utc,event_id")
    for game in games.prefix(games.count * 2 / 3) {
      var dice = Dice(seed: seed, part: UInt64(game.id) ?? 0, 2)
      let event = String(dice.next(), radix: 16)
      for book in ["betmgm", "draftkings", "fanduel"] {
        for day in [game.date.adding(days: -1), game.date] {
          csv.append(
            row(game, book: book, dice: &dice) + ["\(day)T11:55:38Z", game.fixture.tipOffUTC, event])
        }
      }
    }
    return csv
  }

  private func row(_ game: FinishedGame, book: String, dice: inout Dice) -> [Any?] {
    let edge = (game.play.home.team.strength - game.play.away.team.strength) * 200
    let raw = (-2 * edge + dice.bell() * 2).rounded() / 2
    let spread = raw == 0 ? -0.5 : raw
    let total = (210 + dice.bell() * 4).rounded() + 0.5
    let favourite = -(105 + Int(abs(spread) * 25))
    let underdog = 100 + Int(abs(spread) * 20)
    return [
      game.season, game.id, game.date, game.home.rawValue, game.away.rawValue, book, spread, -110, -110, total, -110,
      -110, spread < 0 ? favourite : underdog, spread < 0 ? underdog : favourite,
    ]
  }
}
