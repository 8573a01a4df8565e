import Contracts
import League
import Pipeline
import Providers
import Warehouse

/// Who plays for whom in a season: a row for each player and team, under the season's own date.
///
/// It tells who is meant by a name. When he first played, and how often, stands in the boxes and not here, since that
/// would be knowledge of the future.
struct PlayerRegistry: SeasonTable {
  static let name: TableName = "player_registry"
  let version = 1
  let purpose = "Who plays for whom in a season, a row for each player and team, by person id and normalised name."

  /// Stands for the team of a player who has none.
  static let noTeam = "-"

  struct Row: Record {
    var playerID = 0
    var team = PlayerRegistry.noTeam
    var season = Season(startYear: 0)
    var playerLookup = ""
    var playerName = ""
    var position: String?
    var jersey: String?
    var source = ""

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("player_id", &playerID, "NBA.com person id, by which a player is known everywhere")
      try c.key("team", &team, "Team; - for one without")
      try c.column("season", &season, "Season")
      try c.column("player_lookup", &playerLookup, "His name in lower-case letters and digits")
      try c.column("player_name", &playerName, "His name as the league prints it, first name first")
      try c.column("position", &position, "Position as the source has it; null when it does not say")
      try c.column("jersey", &jersey, "Number on his back; null when the source does not say")
      try c.column("source", &source, "File that the row comes from")
    }
  }

  let payloads = WholeSeason<StoredPlayerIndex>()
  var inputs: [any Input] { [payloads] }
  let reader: PayloadReader

  func partitions(of season: Season, from view: AsOfView) throws -> [GameDate: Partition<Row>] {
    let stored = try view[payloads]
    let rows = try reader.players(stored).flatMap { player in
      let teams = player.teams.isEmpty ? [Self.noTeam] : Set(player.teams.map(\.rawValue)).sorted()
      return teams.map { team in
        Row(
          playerID: player.id, team: team, season: season, playerLookup: player.name.key.rawValue,
          playerName: player.name.text, position: player.position, jersey: player.jersey,
          source: stored.first?.file ?? "")
      }
    }
    return [
      season.partitionDate: rows.isEmpty
        ? .empty("the source has no index of the players of \(season)") : Partition(rows)
    ]
  }
}
