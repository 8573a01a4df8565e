import League

/// The games of a season by date, for files whose lines do not carry a game date.
struct SeasonCalendar: Sendable {
  /// The date of each game by its id.
  let dateOfGame: [String: GameDate]
  private let dates: [GameDate]

  /// The calendar of a games file.
  init(_ games: SeasonFile, name: String) throws(ProviderError) {
    let table = try CSVTable(games.bytes, name: name)
    let (id, date) = (try table.column("game_id"), try table.column("game_date"))
    var dateOfGame: [String: GameDate] = [:]
    for row in table.rows {
      dateOfGame[try row.text(id)] = try row.date(date)
    }
    self.dateOfGame = dateOfGame
    self.dates = Set(dateOfGame.values).sorted()
  }

  /// The first date with a game after a day; nil after the season's last.
  func firstGameDate(after day: GameDate) -> GameDate? {
    dates.first { $0 > day }
  }
}
