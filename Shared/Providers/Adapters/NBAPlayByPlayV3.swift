import Foundation
public import JSON
import League

/// A game's play by play from the statistics service, and as the game's page holds it (the bare list of actions).
///
/// | | |
/// |---|---|
/// | address | `stats.nba.com/stats/playbyplayv3?GameID=0022400561&StartPeriod=0&EndPeriod=14` |
/// | shape | `game.actions[]`, or `[…]` |
/// | what can go wrong | Who comes in stands only in the text of a change, by his last name; one whose name two players of his team bear is left out. Shots bear no area of the floor |
public enum NBAPlayByPlayV3: DocumentAdapter {
  /// `nba_play_by_play_v3`.
  public static let name = "nba_play_by_play_v3"

  static func request(of game: LeagueGame, at addresses: ProviderAddresses) -> WebRequest {
    addresses.stats(
      "playbyplayv3", query: [.init("GameID", game.id), .init("StartPeriod", "0"), .init("EndPeriod", "14")])
  }

  public static func lines(
    of kind: PayloadKind, in document: JSONDocument, _ context: DocumentContext
  ) throws(ProviderError) -> DocumentLines? {
    guard kind == .playByPlay else { return nil }
    let id = context.name.parts[0]
    let actions: [JSONElement]
    if let bare = document.root.elements {
      actions = bare
    } else {
      let game = try document.root.object("game")
      guard try game.text("gameId") == id else { throw game.wrong("it is of another game than \(id)") }
      actions = try game.list("actions")
    }
    let names = try players(actions)
    var lines = DocumentLines(PlayByPlayRow.columns)
    for action in actions {
      guard var row = try row(action, gameID: id) else { continue }
      if row.type == "Substitution" {
        guard let comes = incoming(row, names) else { continue }
        row.substitute = comes
      }
      row.append(to: &lines)
    }
    return lines
  }

  private static func row(_ action: JSONElement, gameID: String) throws(ProviderError) -> PlayByPlayRow? {
    var row = PlayByPlayRow(gameID: gameID)
    row.order = try action.integer("actionId")
    guard let player = try action.optionalInteger("personId"), player > 0, TeamCode(id: player) == nil,
      let team = try action.optionalText("teamTricode")
    else { return nil }
    row.number = try action.integer("actionNumber")
    row.period = try action.integer("period")
    guard let clock = GameClock.seconds(try action.text("clock")) else { throw action.wrong("'clock' is no time") }
    row.clock = clock
    row.team = team
    row.player = player
    row.type = try action.optionalText("actionType")
    row.subType = try action.optionalText("subType")
    row.description = try action.optionalText("description")
    if row.type == "Made Shot" || row.type == "Missed Shot" {
      row.result = try action.text("shotResult")
      row.value = try action.optionalInteger("shotValue") ?? (row.description?.contains("3PT") == true ? 3 : 2)
      row.x = try action.optionalNumber("xLegacy")
      row.y = try action.optionalNumber("yLegacy")
      row.distance = try action.optionalNumber("shotDistance")
    }
    row.score = try action.optionalText("scoreHome")
    return row
  }

  /// The players by team and last name.
  private static func players(_ actions: [JSONElement]) throws(ProviderError) -> [String: Set<Int>] {
    var players: [String: Set<Int>] = [:]
    for action in actions {
      guard let team = try action.optionalText("teamTricode"), let name = try action.optionalText("playerName"),
        let id = try action.optionalInteger("personId"), id > 0
      else { continue }
      players["\(team) \(name)", default: []].insert(id)
    }
    return players
  }

  /// Of `SUB: Nance Jr. FOR Johnson` the id of the first.
  private static func incoming(_ row: PlayByPlayRow, _ players: [String: Set<Int>]) -> Int? {
    guard let text = row.description, text.hasPrefix("SUB: "), let team = row.team,
      let end = text.range(of: " FOR ")
    else { return nil }
    let name = text[text.index(text.startIndex, offsetBy: 5)..<end.lowerBound]
    let bearers = players["\(team) \(name)"] ?? []
    return bearers.count == 1 ? bearers.first : nil
  }
}
