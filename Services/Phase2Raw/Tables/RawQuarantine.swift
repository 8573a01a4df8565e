import Contracts
import League
import Pipeline
import Warehouse

/// The lines of a date that the raw tables left out, and why.
struct RawQuarantine: Table {
  static let name: TableName = "raw_quarantine"
  let version = 1
  let purpose = "The lines of a date that the raw tables left out, and why."

  struct Row: Record {
    var table = ""
    var file = ""
    var line = 0
    var reason = ""
    var text = ""

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("table_name", &table, "Table that left the line out")
      try c.key("file", &file, "File that the line comes from")
      try c.key("line", &line, "Line in the date's payload; its header is line 1")
      try c.column("reason", &reason, "What is wrong with it")
      try c.column("text", &text, "The line as it stands in the payload")
    }
  }

  let schedulePayloads = SameDate<StoredPayload<InPayloadGames>>()
  let playerPayloads = SameDate<StoredPayload<InPayloadPlayerBox>>()
  let teamPayloads = SameDate<StoredPayload<InPayloadTeamBox>>()
  let shotPayloads = SameDate<StoredPayload<InPayloadShots>>()
  let propPayloads = SameDate<StoredPayload<InPayloadPropLines>>()
  let linePayloads = SameDate<StoredPayload<InPayloadGameLines>>()
  let eventPayloads = SameDate<StoredPayload<InPayloadPlayByPlay>>()
  let injuryPayloads = SameDate<StoredPayload<InPayloadInjuries>>()
  let games = SameDate<ScheduledGame>()
  let results = SameDate<PlayedGame>()
  var inputs: [any Input] {
    [
      schedulePayloads, playerPayloads, teamPayloads, shotPayloads, propPayloads, linePayloads, eventPayloads,
      injuryPayloads, games, results,
    ]
  }
  let reader: PayloadReader

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let season = DaySchedule([], season: view.season)
    let day = DaySchedule(try view[games], season: view.season)
    let played = DaySchedule(try view[games], results: try view[results], season: view.season)
    var rows: [Row] = []
    func add<Name, Line>(
      _ table: TableName, _ payloads: [StoredPayload<Name>], _ schedule: DaySchedule,
      _ read: PayloadReader.Reading<Line>
    ) throws {
      rows += try reader.refusals(in: payloads, for: table, on: schedule, read).map { Row(table, $0) }
    }
    try add(GameResults.name, view[schedulePayloads], season, ScheduleLine.read)
    try add(RawPlayerBox.name, view[playerPayloads], played, PlayerBoxLines.read)
    try add(RawTeamBox.name, view[teamPayloads], day, TeamBoxLines.read)
    try add(RawShots.name, view[shotPayloads], day, ShotLines.read)
    try add(RawPropLines.name, view[propPayloads], day, PropQuotes.read)
    try add(RawGameLines.name, view[linePayloads], day, GameQuotes.read)
    try add(RawPlayByPlay.name, view[eventPayloads], day, PlayByPlayLines.read)
    try add(RawInjuryReports.name, view[injuryPayloads], day, InjuryLines.read)
    return rows.isEmpty ? .empty("no line was left out") : Partition(rows)
  }
}

extension RawQuarantine.Row {
  fileprivate init(_ table: TableName, _ refusal: Refusal) {
    self.table = table.text
    file = refusal.file
    line = refusal.line
    reason = refusal.reason
    text = refusal.text
  }
}
