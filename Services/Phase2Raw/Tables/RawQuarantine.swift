import Contracts
import League
import Pipeline
import Warehouse

/// The lines of a date that the raw tables left out, and why.
struct RawQuarantine: Table {
  static let name: TableName = "raw_quarantine"
  let version = 1

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
  let games = SameDate<ScheduledGame>()
  let results = SameDate<PlayedGame>()
  var inputs: [any Input] {
    [
      schedulePayloads, playerPayloads, teamPayloads, shotPayloads, propPayloads, linePayloads, games, results,
    ]
  }
  let reader: PayloadReader

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let schedule = DaySchedule(try view[games])
    let refusals: [(TableName, [Refusal])] = [
      (GameResults.name, try GameResults.lines(reader, view[schedulePayloads], season: view.season).refusals),
      (
        RawPlayerBox.name,
        try PlayerBoxLines.read(reader.tables(view[playerPayloads]), schedule: schedule, results: view[results])
          .refusals
      ),
      (RawTeamBox.name, try TeamBoxLines.read(reader.tables(view[teamPayloads]), schedule: schedule).refusals),
      (RawShots.name, try ShotLines.read(reader.tables(view[shotPayloads]), schedule: schedule).refusals),
      (RawPropLines.name, try PropQuotes.read(reader.tables(view[propPayloads]), schedule: schedule).refusals),
      (RawGameLines.name, try GameQuotes.read(reader.tables(view[linePayloads]), schedule: schedule).refusals),
    ]
    let rows = refusals.flatMap { table, refusals in refusals.map { Row(table, $0) } }
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
