import League
import Providers

/// The games of a date, by which rows are checked.
struct DaySchedule: Hashable, Sendable {
  /// The season of the games.
  let season: Season
  private let games: [String: ScheduledGame]
  private let lengths: [String: GameLength]
  private let tipOffs: [String: UTCTime]

  /// - Parameter results: the games that are over, for what goes by their length.
  init(_ games: [ScheduledGame], results: [PlayedGame] = [], season: Season) {
    self.season = season
    self.games = Dictionary(games.map { ($0.gameID, $0) }, uniquingKeysWith: { first, _ in first })
    lengths = Dictionary(
      results.compactMap { game in game.overtimePeriods.map { (game.gameID, GameLength(overtimePeriods: $0)) } },
      uniquingKeysWith: { first, _ in first })
    tipOffs = self.games.compactMapValues { $0.tipOff.flatMap { UTCTime($0[...]) } }
  }

  /// Games whose players the sources list: not play-in games and Cup finals, of which no source has players.
  var withPlayers: [String] {
    games.values.filter { $0.type == .regularSeason || $0.type == .playoffs }.map(\.gameID).sorted()
  }

  /// How long a game was; nil when its overtimes are not known.
  func length(of game: ScheduledGame) -> GameLength? {
    lengths[game.gameID]
  }

  /// The game that a row belongs to.
  ///
  /// - Throws: ``RowRefusal`` when it is not on the schedule of the date.
  func game(of row: CSVRow, _ column: CSVColumn) throws -> ScheduledGame {
    let id = try row.text(column)
    guard let game = games[id] else {
      throw RowRefusal(reason: "game \(id) is not on the schedule of this date")
    }
    return game
  }

  /// The side of a game that a row is about, and its opponent.
  ///
  /// - Throws: ``RowRefusal`` for a team that is unknown or does not play in the game.
  func team(of row: CSVRow, _ column: CSVColumn, in game: ScheduledGame) throws -> (team: TeamCode, opponent: TeamCode)
  {
    let code = try row.text(column)
    guard let team = TeamCode(alias: code) else { throw RowRefusal(reason: "'\(code)' is no team") }
    guard let opponent = game.opponent(of: team) else {
      throw RowRefusal(reason: "\(team.rawValue) does not play in game \(game.gameID)")
    }
    return (team, opponent)
  }

  /// Whole minutes from a moment to the tip-off, rounded down, negative after it; nil when either is not known.
  ///
  /// - Parameter announced: the tip-off that the row itself tells, for games whose tip-off the schedule lacks.
  func minutesBeforeTip(of game: ScheduledGame, at moment: UTCTime?, announced: UTCTime?) -> Int? {
    guard let moment, let tip = tipOffs[game.gameID] ?? announced else { return nil }
    let seconds = tip.seconds - moment.seconds
    return seconds >= 0 ? seconds / 60 : -((59 - seconds) / 60)
  }
}
