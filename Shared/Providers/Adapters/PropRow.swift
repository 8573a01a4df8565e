/// A book's line for a player.
struct PropRow {
  static let columns =
    "game_id,player_id,player_name_book,market,sportsbook,line,over_price,under_price,snapshot_utc,commence_utc,"
    + "opening_line"

  var gameID = ""
  var playerID: Int?
  var playerName = ""
  var book = ""
  var line = 0.0
  var over: Int?
  var under: Int?
  var snapshot: String?
  var tipOff: String?
  var opening: Double?

  func append(to lines: inout DocumentLines) {
    lines.append([
      gameID, field(playerID), playerName, "player_points", book, field(line), field(over), field(under), snapshot,
      tipOff,
      field(opening),
    ])
  }
}
