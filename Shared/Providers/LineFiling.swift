import League

/// How a line of a season file finds the game date that it is filed under.
struct LineFiling: Sendable {
  /// The column that tells.
  let column: String
  /// What must stand in it, for the error.
  let expected: String
  /// Where the text of that column belongs.
  let place: @Sendable (String) -> Place

  enum Place {
    case on(GameDate)
    /// Nowhere, and rightly so: what became known after the last game.
    case nowhere
    /// The text is not what is expected.
    case unknown
  }

  /// By the line's own `game_date`.
  static let byGameDate = LineFiling(column: "game_date", expected: "a date (YYYY-MM-DD)") { text in
    GameDate(text[...]).map { .on($0) } ?? .unknown
  }

  /// Under no date: the lines of a file that is about a season as a whole. They have a player's id all the same.
  static let nowhere = LineFiling(column: "player_id", expected: "a player's id") { $0.isEmpty ? .unknown : .nowhere }

  /// By `game_id`, under the date that the schedule has for the game.
  static func byGame(_ calendar: SeasonCalendar) -> LineFiling {
    LineFiling(column: "game_id", expected: "a game of the season's games file") { id in
      calendar.dateOfGame[id].map { .on($0) } ?? .unknown
    }
  }

  /// By `date`, a calendar day: under the first game date after that day, since a day alone does not prove that something
  /// was known before that day's games.
  static func byDayBefore(_ calendar: SeasonCalendar) -> LineFiling {
    LineFiling(column: "date", expected: "a date (YYYY-MM-DD)") { text in
      guard let day = GameDate(text[...]) else { return .unknown }
      return calendar.firstGameDate(after: day).map { .on($0) } ?? .nowhere
    }
  }
}
