import League
import Providers
import Warehouse

/// A payload of phase 1, as its reader needs it.
struct StoredPayload<Table: PayloadTableName>: Projection {
  static var table: String { Table.name }
  var gameDate = GameDate(dayNumber: 0)
  var file = ""
  var digest = ""

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("file", &file, "")
    try c.column("sha256", &digest, "")
  }
}

/// Which of phase 1's tables a ``StoredPayload`` is in.
protocol PayloadTableName: Sendable {
  static var name: String { get }
}

enum InPayloadSchedule: PayloadTableName { static let name = "payload_schedule" }
enum InPayloadGames: PayloadTableName { static let name = "payload_games" }
enum InPayloadPlayerBox: PayloadTableName { static let name = "payload_player_box" }
enum InPayloadTeamBox: PayloadTableName { static let name = "payload_team_box" }
enum InPayloadShots: PayloadTableName { static let name = "payload_shots" }
enum InPayloadPropLines: PayloadTableName { static let name = "payload_prop_lines" }
enum InPayloadGameLines: PayloadTableName { static let name = "payload_game_lines" }
enum InPayloadPlayByPlay: PayloadTableName { static let name = "payload_play_by_play" }
enum InPayloadInjuries: PayloadTableName { static let name = "payload_injuries" }
