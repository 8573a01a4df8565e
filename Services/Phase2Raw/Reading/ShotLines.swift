import League
import Providers

/// The lines of shot files.
struct ShotLines {
  private let schedule: DaySchedule
  private let id, player, team, period, minutes, seconds, made, value, area: CSVColumn
  private let distance, assisted, passer: CSVColumn?

  private static let zones = [
    "Restricted Area": "paint", "In The Paint (Non-RA)": "paint", "Mid-Range": "mid_range", "Left Corner 3": "three",
    "Right Corner 3": "three", "Above the Break 3": "three", "Backcourt": "three",
  ]

  /// Reads the lines of a date and numbers each game's shots by time. A game's shots come from the first file that has any.
  static func read(_ tables: [CSVTable], schedule: DaySchedule) throws -> Sifted<RawShots.Row> {
    var sifted = Sifted<RawShots.Row>()
    for table in tables {
      let earlier = Set(sifted.rows.map(\.gameID))
      let lines = try ShotLines(table, schedule: schedule)
      try sifted.sift(table) { line in
        let row = try lines.read(line)
        return earlier.contains(row.gameID) ? nil : row
      }
    }
    sifted.rows = numbered(sifted.rows)
    return sifted
  }

  private static func numbered(_ shots: [RawShots.Row]) -> [RawShots.Row] {
    // The place in the file settles shots of the same second.
    let inOrder = shots.enumerated().sorted { left, right in
      (left.element.gameID, left.element.period, -left.element.clock, left.offset)
        < (right.element.gameID, right.element.period, -right.element.clock, right.offset)
    }
    var numbered: [RawShots.Row] = []
    numbered.reserveCapacity(shots.count)
    for (_, shot) in inOrder {
      var shot = shot
      shot.number = numbered.last.map { $0.gameID == shot.gameID ? $0.number + 1 : 1 } ?? 1
      numbered.append(shot)
    }
    return numbered
  }

  private init(_ table: CSVTable, schedule: DaySchedule) throws {
    self.schedule = schedule
    id = try table.column("game_id")
    player = try table.column("player_id")
    team = try table.column("team")
    period = try table.column("period")
    minutes = try table.column("minutes_left")
    seconds = try table.column("seconds_left")
    made = try table.column("made")
    value = try table.column("shot_value")
    area = try table.column("zone_basic")
    distance = table.optionalColumn("shot_distance")
    assisted = table.optionalColumn("assisted")
    passer = table.optionalColumn("assist_player_id")
  }

  private func read(_ line: CSVRow) throws -> RawShots.Row {
    let game = try schedule.game(of: line, id)
    var row = RawShots.Row()
    row.gameID = game.gameID
    row.playerID = try line.count(player)
    row.team = try schedule.team(of: line, team, in: game).team
    row.period = try line.int(period)
    let (minutes, seconds) = (try line.count(minutes), try line.count(seconds))
    row.clock = minutes * 60 + seconds
    guard (1...14).contains(row.period), seconds < 60, row.clock <= (row.period <= 4 ? 720 : 300) else {
      throw RowRefusal(reason: "period \(row.period) has no \(minutes) minutes and \(seconds) seconds left")
    }
    row.isMade = try line.flag(made)
    row.value = try line.int(value)
    guard row.value == 2 || row.value == 3 else { throw line.wrong(value, expected: "2 or 3") }
    row.area = try line.text(area)
    guard let zone = Self.zones[row.area] else { throw line.wrong(area, expected: "an area of the floor") }
    row.zone = zone
    row.distance = try line.optionalInt(distance)
    if let feet = row.distance, !(0...94).contains(feet) {
      throw RowRefusal(reason: "\(feet) feet from the basket are off the floor")
    }
    row.isAssisted = try line.optionalFlag(assisted)
    row.assistPlayerID = try line.optionalInt(passer)
    return row
  }
}
