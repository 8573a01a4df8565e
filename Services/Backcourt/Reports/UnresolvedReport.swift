import Contracts
import League
import Ledger
import Pipeline
import Reports
import Warehouse

/// The names that mean no player of the registry, over the selected dates: how often, since when, and where to look.
struct UnresolvedReport: Encodable {
  /// Those most often met first.
  var names: [Name]

  /// A name of a season as a source has it.
  struct Name: Encodable, Hashable {
    var season: Season
    var source: String
    var playerLookup: String
    var playerName: String
    var teams: String
    var status: String
    var occurrences: Int
    var firstSeen: GameDate
    var lastSeen: GameDate
    var exampleGameID: String?
  }

  private static let table = "player_unresolved"

  /// The names of a warehouse; nil where phase 2 has not registered its tables.
  static func make(_ reader: any WarehouseReader, selection: DateSelection) throws -> UnresolvedReport? {
    let tables = Set(try Ledger.catalog(in: reader).map { try TableInfo($0).name.text })
    guard tables.contains(table) else { return nil }
    let sightings = try reader.all(
      """
      SELECT game_date, source, player_lookup, player_name, teams, status, occurrences, example_game_id
      FROM \(table) ORDER BY game_date
      """
    ) { row in
      let date: GameDate = try row.required(0, of: table)
      return Name(
        season: Season(nominal: date), source: try row.required(1, of: table),
        playerLookup: try row.required(2, of: table), playerName: try row.required(3, of: table),
        teams: try row.required(4, of: table), status: try row.required(5, of: table),
        occurrences: try row.required(6, of: table), firstSeen: date, lastSeen: date, exampleGameID: row.text(7))
    }
    return UnresolvedReport(sightings.filter { selection.contains($0.firstSeen, of: $0.season) })
  }

  /// - Parameter sightings: what each date has of a name, in the order of dates.
  init(_ sightings: [Name]) {
    var names: [[String]: Name] = [:]
    for sighting in sightings {
      let key = [sighting.season.label, sighting.source, sighting.playerLookup, sighting.teams]
      guard var name = names[key] else {
        names[key] = sighting
        continue
      }
      name.occurrences += sighting.occurrences
      name.lastSeen = sighting.lastSeen
      name.status = sighting.status
      name.exampleGameID = sighting.exampleGameID ?? name.exampleGameID
      names[key] = name
    }
    self.names = names.values.sorted {
      ($1.occurrences, $0.season, $0.playerLookup, $0.source, $0.teams)
        < ($0.occurrences, $1.season, $1.playerLookup, $1.source, $1.teams)
    }
  }

  static let nothing = "Nobody has been looked up yet: backcourt backfill --all --through phase2"

  /// The report for people.
  var text: String {
    guard !names.isEmpty else { return "Every name means a player of the registry." }
    var table = TextTable(columns: [
      .left("season"), .left("source"), .left("name"), .left("with"), .left("why"), .right("rows"), .left("first seen"),
      .left("last seen"), .left("game"),
    ])
    for name in names {
      table.add([
        name.season.label, name.source, name.playerName, name.teams, name.status, "\(name.occurrences)",
        "\(name.firstSeen)", "\(name.lastSeen)", name.exampleGameID ?? "",
      ])
    }
    return "\(table.text)\n\(names.count) names mean nobody; another spelling goes into PlayerKey+Spellings.swift"
  }
}
