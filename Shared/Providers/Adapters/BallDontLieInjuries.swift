public import JSON
public import League

/// Who is injured now.
///
/// | | |
/// |---|---|
/// | address | `api.balldontlie.io/v1/player_injuries`, with a key; pages by `meta.next_cursor` |
/// | shape | `data[]` with `player`, `status` (`Out`, `Day-To-Day`), `return_date`, `description` |
/// | what can go wrong | It knows only the present, and no moment of a report: of use before today's games alone, as of the day it was fetched. Teams are numbers of its own |
public enum BallDontLieInjuries: DocumentAdapter {
  /// `balldontlie_injuries`.
  public static let name = "balldontlie_injuries"

  static func request(cursor: String?, at addresses: ProviderAddresses, key: Secret) -> WebRequest {
    addresses.ballDontLie("v1/player_injuries", query: [.init("per_page", "100")], cursor: cursor, key: key)
  }

  public static func lines(
    of kind: PayloadKind, in document: JSONDocument, _ context: DocumentContext
  ) throws(ProviderError) -> DocumentLines? {
    guard kind == .injuries else { return nil }
    let day = context.name.parts[0]
    var lines = DocumentLines("date,team,activated,deactivated,notes")
    for entry in try document.root.list("data") {
      let player = try entry.object("player")
      // A free agent has no team, and a team of another league is none of ours.
      guard let team = try player.optionalInteger("team_id").flatMap(team) else { continue }
      let parts = [try player.optionalText("first_name"), try player.optionalText("last_name")].compactMap { $0 }
      guard !parts.isEmpty else { throw player.wrong("a player has no name") }
      let status = try entry.text("status")
      let notes = try entry.optionalText("description") ?? ""
      lines.append([
        day, team.rawValue, nil, parts.joined(separator: " "), status == "Out" ? notes : "\(notes) (DTD)",
      ])
    }
    return lines
  }

  /// Its numbers go by the cities' names; Brooklyn stands where the Nets' own name would be third.
  public static func team(_ number: Int) -> TeamCode? {
    teams.indices.contains(number - 1) ? teams[number - 1] : nil
  }

  private static let teams: [TeamCode] = [
    .atl, .bos, .bkn, .cha, .chi, .cle, .dal, .den, .det, .gsw, .hou, .ind, .lac, .lal, .mem, .mia, .mil, .min, .nop,
    .nyk, .okc, .orl, .phi, .phx, .por, .sac, .sas, .tor, .uta, .was,
  ]
}
