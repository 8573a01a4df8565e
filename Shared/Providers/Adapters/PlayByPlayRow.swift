/// A line of the play by play.
struct PlayByPlayRow {
  static let columns =
    "game_id,action_id,action_number,period,seconds_left,team,player_id,action_type,sub_type,shot_result,shot_value,"
    + "x_legacy,y_legacy,shot_distance,score_home,sub_in_player_id,description"

  var gameID: String
  var order = 0
  var number = 0
  var period = 1
  var clock = 0.0
  var team: String?
  var player: Int?
  var type: String?
  var subType: String?
  var result: String?
  var value: Int?
  var x: Double?
  var y: Double?
  var distance: Double?
  /// The score behind an event that scored.
  var score: String?
  var substitute: Int?
  var description: String?

  func append(to lines: inout DocumentLines) {
    lines.append([
      gameID, String(order), String(number), String(period), field(clock), team, field(player), type, subType, result,
      field(value), field(x), field(y), field(distance?.rounded()), score, field(substitute), description,
    ])
  }
}
