public import JSON
import League

/// A game's box score in the form that the statistics service gave until October 2025. It is no longer asked for; stored
/// ones are read.
///
/// | | |
/// |---|---|
/// | address | `stats.nba.com/stats/boxscoretraditionalv2` (empty for games since October 2025) |
/// | shape | result sets `PlayerStats` and `TeamStats` |
/// | what can go wrong | The order of the teams says nothing of who is at home |
public enum NBABoxScoreV2: DocumentAdapter {
  /// `nba_box_v2`.
  public static let name = "nba_box_v2"

  public static func lines(
    of kind: PayloadKind, in document: JSONDocument, _ context: DocumentContext
  ) throws(ProviderError) -> DocumentLines? {
    switch kind {
    case .playerBox:
      var lines = DocumentLines(BoxScoreLines.playerColumns)
      for row in try ResultSet("PlayerStats", in: document).rows() {
        let comment = try row.optionalText("COMMENT")?.split(separator: " ").joined(separator: " ")
        let text = try row.optionalText("MIN")
        let seconds = text.flatMap(GameClock.seconds)
        if text != nil, seconds == nil { throw row.value.wrong("'MIN' is no time") }
        BoxScoreLines.append(
          BoxScoreLines.Player(
            gameID: try gameID(row, context), id: try row.integer("PLAYER_ID"), name: try row.text("PLAYER_NAME"),
            team: try team(row), seconds: seconds, isStarter: try row.optionalText("START_POSITION") != nil,
            status: seconds == nil ? "dnp" : "active", reason: seconds == nil ? comment : nil,
            counts: try .init(row, turnovers: "TO")),
          to: &lines)
      }
      return lines
    case .teamBox:
      let rows = try ResultSet("TeamStats", in: document).rows()
      guard rows.count == 2 else { throw document.root.wrong("'TeamStats' has \(rows.count) rows, expected 2") }
      var lines = DocumentLines(BoxScoreLines.teamColumns)
      for (row, other) in zip(rows, rows.reversed()) {
        BoxScoreLines.append(
          try team(row), of: try gameID(row, context), try .init(row, turnovers: "TO"),
          opponentPoints: try other.integer("PTS"), to: &lines)
      }
      return lines
    case .games, .shots, .propLines, .gameLines, .playByPlay, .injuries: return nil
    }
  }

  private static func gameID(_ row: ResultSet.Row, _ context: DocumentContext) throws(ProviderError) -> String {
    let id = try row.text("GAME_ID")
    guard id == context.name.parts[0] else { throw row.value.wrong("it is of game \(id)") }
    return id
  }

  private static func team(_ row: ResultSet.Row) throws(ProviderError) -> TeamCode {
    let code = try row.text("TEAM_ABBREVIATION")
    guard let team = TeamCode(alias: code) else { throw row.value.wrong("'\(code)' is no team") }
    return team
  }
}
