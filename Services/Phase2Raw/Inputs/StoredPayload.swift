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
  /// What its payloads are about.
  static var kind: PayloadKind { get }
}

enum InPayloadSchedule: PayloadTableName {
  static let name = "payload_schedule"
  static let kind = PayloadKind.games
}

enum InPayloadGames: PayloadTableName {
  static let name = "payload_games"
  static let kind = PayloadKind.games
}

enum InPayloadPlayerBox: PayloadTableName {
  static let name = "payload_player_box"
  static let kind = PayloadKind.playerBox
}

enum InPayloadTeamBox: PayloadTableName {
  static let name = "payload_team_box"
  static let kind = PayloadKind.teamBox
}

enum InPayloadShots: PayloadTableName {
  static let name = "payload_shots"
  static let kind = PayloadKind.shots
}

enum InPayloadPropLines: PayloadTableName {
  static let name = "payload_prop_lines"
  static let kind = PayloadKind.propLines
}

enum InPayloadGameLines: PayloadTableName {
  static let name = "payload_game_lines"
  static let kind = PayloadKind.gameLines
}

enum InPayloadPlayByPlay: PayloadTableName {
  static let name = "payload_play_by_play"
  static let kind = PayloadKind.playByPlay
}

enum InPayloadInjuries: PayloadTableName {
  static let name = "payload_injuries"
  static let kind = PayloadKind.injuries
}
