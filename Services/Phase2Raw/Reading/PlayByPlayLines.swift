import League
import Providers

/// The lines of play-by-play files that something is counted from.
///
/// Before the fourth quarter these are shots, free throws and blocks; in it everything that shows who is on the floor.
struct PlayByPlayLines {
  private let schedule: DaySchedule
  private let id, order, number, period, clock, team, player, type, subType, result, value, x, y: CSVColumn
  private let distance, score, substitute, description: CSVColumn
  private let source: String

  /// Reads the lines of a date; of an event that stands twice the first counts.
  static func read(_ tables: [CSVTable], schedule: DaySchedule) throws -> Sifted<PlayEvent> {
    struct Key: Hashable {
      var gameID: String
      var order: Int
    }
    var sifted = Sifted<PlayEvent>()
    for table in tables {
      let lines = try PlayByPlayLines(table, schedule: schedule)
      try sifted.sift(table, lines.read)
    }
    sifted.keepOne(of: { Key(gameID: $0.gameID, order: $0.order) }, better: { _, _ in false }, noun: "events")
    return sifted
  }

  private init(_ table: CSVTable, schedule: DaySchedule) throws {
    self.schedule = schedule
    id = try table.column("game_id")
    order = try table.column("action_id")
    number = try table.column("action_number")
    period = try table.column("period")
    clock = try table.column("seconds_left")
    team = try table.column("team")
    player = try table.column("player_id")
    type = try table.column("action_type")
    subType = try table.column("sub_type")
    result = try table.column("shot_result")
    value = try table.column("shot_value")
    x = try table.column("x_legacy")
    y = try table.column("y_legacy")
    distance = try table.column("shot_distance")
    score = try table.column("score_home")
    substitute = try table.column("sub_in_player_id")
    description = try table.column("description")
    source = table.name
  }

  private func read(_ line: CSVRow) throws -> PlayEvent? {
    guard try !line.isEmpty(player), try !line.isEmpty(team) else { return nil }
    let period = try line.int(period)
    guard (1...14).contains(period) else { throw line.wrong(self.period, expected: "1 to 14") }
    guard let kind = try kind(of: line, isFourthQuarter: period == 4) else { return nil }
    let game = try schedule.game(of: line, id)
    var event = PlayEvent()
    event.gameID = game.gameID
    event.order = try line.count(order)
    event.number = try line.count(number)
    event.period = period
    event.clock = try line.double(clock)
    guard (0...(period <= 4 ? 720 : 300)).contains(event.clock) else {
      throw line.wrong(clock, expected: "seconds of the period")
    }
    event.team = try schedule.team(of: line, team, in: game).team
    event.playerID = try line.count(player)
    event.kind = kind
    event.source = source
    return event
  }

  private func kind(of line: CSVRow, isFourthQuarter: Bool) throws -> PlayEvent.Kind? {
    if try line.matches(type, "Made Shot") || line.matches(type, "Missed Shot") { return try shot(line) }
    if try line.matches(type, "Free Throw") {
      return .freeThrow(isMade: try !line.isEmpty(score), isSingle: try line.matches(subType, "Free Throw 1 of 1"))
    }
    if try line.isEmpty(type) {
      // Blocks and steals have no type of their own.
      if try line.optionalText(description)?.contains("BLOCK") == true { return .block }
      return isFourthQuarter ? .presence : nil
    }
    guard isFourthQuarter else { return nil }
    if try line.matches(type, "Substitution") { return .substitution(player: try line.count(substitute)) }
    return try showsPresence(line) ? .presence : nil
  }

  private func shot(_ line: CSVRow) throws -> PlayEvent.Kind {
    let value = try line.int(value)
    guard value == 2 || value == 3 else { throw line.wrong(self.value, expected: "2 or 3") }
    let isMade = try line.matches(result, "Made")
    if let x = try line.optionalDouble(x), let y = try line.optionalDouble(y) {
      return .shot(value: value, zone: ShotZone(value: value, x: x, y: y), isMade: isMade)
    }
    return .shot(value: value, zone: ShotZone(value: value, distance: try line.double(distance)), isMade: isMade)
  }

  /// A technical foul, an ejection, a time-out or a violation can be somebody's who sits on the bench.
  private func showsPresence(_ line: CSVRow) throws -> Bool {
    if try line.matches(type, "Foul") { return try line.optionalText(subType)?.contains("Technical") != true }
    return try line.matches(type, "Rebound") || line.matches(type, "Turnover") || line.matches(type, "Jump Ball")
  }
}
