import League
import Providers

/// The lines of injury transaction files.
struct InjuryLines {
  private let day, team, activated, deactivated: CSVColumn
  private let notes: CSVColumn?
  private let source: String

  /// Reads the entries that became known before a date, and numbers each player's by day and place in the file.
  static func read(_ tables: [CSVTable], schedule: DaySchedule) throws -> Sifted<RawInjuryReports.Row> {
    var sifted = Sifted<RawInjuryReports.Row>()
    for table in tables {
      let lines = try InjuryLines(table)
      try sifted.sift(table, lines.read)
    }
    let inOrder = sifted.rows.enumerated().sorted {
      ($0.element.reportedOn, $0.offset) < ($1.element.reportedOn, $1.offset)
    }
    var numbers: [String: Int] = [:]
    sifted.rows = inOrder.map { _, row in
      var row = row
      row.number = numbers["\(row.team.rawValue) \(row.playerLookup)", default: 0] + 1
      numbers["\(row.team.rawValue) \(row.playerLookup)"] = row.number
      return row
    }
    return sifted
  }

  private init(_ table: CSVTable) throws {
    day = try table.column("date")
    team = try table.column("team")
    activated = try table.column("activated")
    deactivated = try table.column("deactivated")
    notes = table.optionalColumn("notes")
    source = table.name
  }

  private func read(_ line: CSVRow) throws -> RawInjuryReports.Row? {
    var row = RawInjuryReports.Row()
    row.reportedOn = try line.date(day)
    row.team = try line.value(team, expected: "a team code") { TeamCode(alias: $0) }
    let isBack = try !line.isEmpty(activated)
    guard try line.isEmpty(deactivated) == isBack else {
      throw RowRefusal(reason: "one player is either activated or deactivated")
    }
    let names = try line.value(isBack ? activated : deactivated, expected: "a name", Self.names)
    row.playerName = names[0].text
    row.playerLookup = names[0].key.rawValue
    row.otherLookup = names.dropFirst().first?.key.rawValue
    row.reason = try line.optionalText(notes)
    row.availability = isBack ? .available : Self.isDayToDay(row.reason) ? .questionable : .out
    row.origin = "transaction_log"
    row.source = source
    return row
  }

  /// The names of a player: the log writes `Edrice Adebayo / Bam Adebayo`, and a remark in brackets where two share one.
  /// Nil for a remark that slipped into the place of a name.
  private static func names(_ text: String) -> [PlayerName]? {
    guard !text.contains("(DTD)"), !text.hasPrefix("placed on") else { return nil }
    var plain = ""
    var depth = 0
    for character in text {
      if character == "(" { depth += 1 }
      if depth == 0 { plain.append(character) }
      if character == ")" { depth = max(0, depth - 1) }
    }
    let names = plain.split(separator: "/").compactMap { PlayerName($0) }
    return names.isEmpty ? nil : names
  }

  private static func isDayToDay(_ notes: String?) -> Bool {
    guard let notes else { return false }
    return notes.contains("(DTD)") && !notes.hasPrefix("placed on")
  }
}
