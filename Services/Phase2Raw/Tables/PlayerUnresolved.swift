import Contracts
import League
import Pipeline
import Warehouse

/// The names of a date that mean no player of the registry, and persons it does not have: a row for each source, name and team.
///
/// Nothing is left out for it. A line stands with a null id, a box with the id that its source gives; here it is counted, so
/// that somebody can add a spelling.
struct PlayerUnresolved: Table {
  static let name: TableName = "player_unresolved"
  let version = 1
  let purpose = "The names of a date that mean no player of the registry, counted by source and team."

  struct Row: Record {
    var source = ""
    var playerLookup = ""
    var teams = ""
    var playerName = ""
    var occurrences = 0
    var exampleGameID: String?
    var status = Status.unknown

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("source", &source, "Files that have the name, without their season or game")
      try c.key("player_lookup", &playerLookup, "The name in lower-case letters and digits")
      try c.key("teams", &teams, "Team that he is named with, or both of his game")
      try c.column("player_name", &playerName, "The name as the source prints it, first name first")
      try c.column("occurrences", &occurrences, in: 1...10_000, "Rows of the date that have it")
      try c.column("example_game_id", &exampleGameID, "A game of these; null when the source tells of none")
      try c.column("status", &status, "unknown, ambiguous, or unregistered: a person id that the registry lacks")
    }
  }

  /// Why a name means nobody.
  enum Status: String, ColumnValue, CaseIterable {
    case unknown, ambiguous, unregistered
  }

  let registered = WholeSeason<RegisteredPlayer>()
  let aliases = WholeSeason<RegisteredAlias>()
  let games = SameDate<ScheduledGame>()
  // Before the games there are no boxes, and lines are looked up without them.
  let boxes = SameDate<PlayerInBox>(passesSkipOn: false)
  let lines = SameDate<PlayerInLines>(passesSkipOn: false)
  let news = SameDate<PlayerInNews>(passesSkipOn: false)
  var inputs: [any Input] { [registered, aliases, games, boxes, lines, news] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let players = try view[registered]
    guard !players.isEmpty else { return .empty("no player of this season is registered, so that none can be missed") }
    let register = PlayerRegister(players, aliases: try view[aliases])
    let sides = Dictionary(
      try view[games].map { ($0.gameID, [$0.awayTeam.rawValue, $0.homeTeam.rawValue]) },
      uniquingKeysWith: { first, _ in first })
    var missing: [Row.Key: Row] = [:]
    func miss(_ row: Row) { missing[row.key, default: row].occurrences += 1 }

    for player in try view[boxes] where !register.has(player.playerID) {
      miss(
        Row(
          source: Self.source(player.source), playerLookup: player.playerLookup, teams: player.team.rawValue,
          playerName: player.playerName, exampleGameID: player.gameID, status: .unregistered))
    }
    for player in try view[lines] where player.playerID == nil {
      let teams = sides[player.gameID] ?? []
      guard let status = Status(register.player(called: player.playerLookup, among: teams)) else { continue }
      miss(
        Row(
          source: Self.source(player.source), playerLookup: player.playerLookup, teams: teams.joined(separator: "/"),
          playerName: player.playerName, exampleGameID: player.gameID, status: status))
    }
    for player in try view[news] {
      let found = [player.playerLookup, player.otherLookup].compactMap { $0 }
        .map { register.player(called: $0, among: [player.team.rawValue]) }
      guard let status = found.lazy.map(Status.init).allSatisfy({ $0 != nil }) ? found.first.flatMap(Status.init) : nil
      else { continue }
      miss(
        Row(
          source: Self.source(player.source), playerLookup: player.playerLookup, teams: player.team.rawValue,
          playerName: player.playerName, exampleGameID: player.gameID, status: status))
    }
    return missing.isEmpty ? .empty("every name means a player of the registry") : Partition(Array(missing.values))
  }

  /// What a row comes from, without the season or the game that it is of: `prop_lines`, `bettingpros_points`.
  private static func source(_ file: String) -> String {
    if let dot = file.firstIndex(of: ".") { return String(file[..<dot]) }
    let words = file.split(separator: "_")
    return words.last.flatMap { Season(label: $0) } == nil ? file : words.dropLast().joined(separator: "_")
  }
}

extension PlayerUnresolved.Row {
  fileprivate struct Key: Hashable {
    let source: String
    let playerLookup: String
    let teams: String
  }

  fileprivate var key: Key { Key(source: source, playerLookup: playerLookup, teams: teams) }
}

extension PlayerUnresolved.Status {
  /// Nil for one who was found.
  fileprivate init?(_ finding: PlayerRegister.Finding) {
    switch finding {
    case .found: return nil
    case .ambiguous: self = .ambiguous
    case .unknown: self = .unknown
    }
  }
}
