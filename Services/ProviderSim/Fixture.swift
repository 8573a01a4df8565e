import League

/// A game on the calendar.
struct Fixture {
  /// The label in the archive's `game_type`.
  enum Kind: String {
    case regularSeason = "regular_season"
    case playIn = "play_in"
    case playoffs
    case cupFinal = "nba_cup_final"

    /// The third character of the game id.
    var digit: Int {
      switch self {
      case .regularSeason: 2
      case .playoffs: 4
      case .playIn: 5
      case .cupFinal: 6
      }
    }
  }

  let kind: Kind
  /// The last five digits of the game id.
  let number: Int
  let date: GameDate
  /// Indices of the teams.
  let home: Int
  let away: Int
  /// Minutes after midnight, Eastern time.
  let tipOff: Int
  var cupRound = ""
  var goesToOvertime = false

  /// `0021100001`.
  func id(in season: Season) -> String {
    let year = season.startYear % 100
    return "00\(kind.digit)\(year < 10 ? "0" : "")\(year)" + String(String(100_000 + number).dropFirst())
  }

  /// Minutes from the date's midnight in UTC to the tip-off.
  private var minutesUTC: Int { tipOff + (Self.isDaylightTime(date) ? 240 : 300) }

  /// The tip-off in seconds since 1970.
  var tipOffSeconds: Int { date.dayNumber * 86_400 + minutesUTC * 60 }

  /// The tip-off in UTC, `2011-10-25T23:30:00Z`.
  var tipOffUTC: String {
    let minutes = minutesUTC
    let day = date.adding(days: minutes / 1440)
    return "\(day)T\(Self.twoDigits(minutes % 1440 / 60)):\(Self.twoDigits(minutes % 60)):00Z"
  }

  /// The same game on another date.
  func moved(to date: GameDate) -> Fixture {
    Fixture(
      kind: kind, number: number, date: date, home: home, away: away, tipOff: tipOff, cupRound: cupRound,
      goesToOvertime: goesToOvertime)
  }

  static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }

  /// Daylight time: from the second Sunday of March to the first Sunday of November.
  private static func isDaylightTime(_ date: GameDate) -> Bool {
    let (year, _, _) = date.civil
    guard let march = GameDate(year: year, month: 3, day: 8), let november = GameDate(year: year, month: 11, day: 1)
    else { return false }
    return (sundayFrom(march)..<sundayFrom(november)).contains(date)
  }

  /// The first Sunday on or after a date. 1970-01-01 was a Thursday.
  private static func sundayFrom(_ date: GameDate) -> GameDate {
    date.adding(days: 6 - (date.dayNumber + 3) % 7)
  }
}
