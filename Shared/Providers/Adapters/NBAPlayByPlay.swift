public import JSON
import League

/// A game's play by play.
///
/// | | |
/// |---|---|
/// | address | `cdn.nba.com/static/json/liveData/playbyplay/playbyplay_0022400561.json` |
/// | shape | `game.actions[]`, in the order of `orderNumber` |
/// | what can go wrong | A change of players is two actions, `out` and `in`. A block is an action of its own with a number of its own: it is read from the shot, which names who blocked it. A missed shot's `shotResult` is `Missed`, never the subtype. Coordinates in percent are not distances; `xLegacy` and `yLegacy` are tenths of a foot from the basket. A `heave` is charged to nobody |
public enum NBAPlayByPlay: DocumentAdapter {
  /// `nba_play_by_play`.
  public static let name = "nba_play_by_play"

  static func request(of game: LeagueGame, at addresses: ProviderAddresses) -> WebRequest {
    addresses.cdn("static/json/liveData/playbyplay/playbyplay_\(game.id).json", source: "nba_cdn")
  }

  public static func lines(
    of kind: PayloadKind, in document: JSONDocument, _ context: DocumentContext
  ) throws(ProviderError) -> DocumentLines? {
    guard kind == .playByPlay || kind == .shots else { return nil }
    let game = try document.root.object("game")
    let id = try game.text("gameId")
    guard id == context.name.parts[0] else { throw game.wrong("it is of game \(id)") }
    var actions: [(order: Int, action: JSONElement)] = []
    for action in try game.list("actions") { actions.append((try action.integer("orderNumber"), action)) }
    actions.sort { $0.order < $1.order }
    return kind == .shots ? try shots(actions.map(\.action), of: id) : try events(actions.map(\.action), of: id)
  }

  private static let shotColumns =
    "game_id,player_id,team,period,minutes_left,seconds_left,made,shot_value,zone_basic,shot_distance,assisted,"
    + "assist_player_id"

  private static func shots(_ actions: [JSONElement], of gameID: String) throws(ProviderError) -> DocumentLines {
    var lines = DocumentLines(shotColumns)
    for action in actions {
      guard let value = try shotValue(action) else { continue }
      let isMade = try action.text("shotResult") == "Made"
      let assist = try action.optionalInteger("assistPersonId")
      let clock = Int(try clock(action))
      lines.append([
        gameID, String(try action.integer("personId")), try action.text("teamTricode"),
        String(try action.integer("period")), String(clock / 60), String(clock % 60), isMade ? "1" : "0", String(value),
        try action.text("area"), field(try action.optionalNumber("shotDistance")?.rounded()),
        isMade ? (assist == nil ? "0" : "1") : nil, isMade ? field(assist) : nil,
      ])
    }
    return lines
  }

  private static func events(_ actions: [JSONElement], of gameID: String) throws(ProviderError) -> DocumentLines {
    var lines = DocumentLines(PlayByPlayRow.columns)
    let teams = Set(actions.compactMap { $0["teamTricode"]?.text })
    var changes = Changes()
    var order = 0
    for action in actions {
      let type = try action.text("actionType")
      var row = PlayByPlayRow(gameID: gameID)
      row.number = try action.integer("actionNumber")
      row.period = try action.integer("period")
      row.clock = try clock(action)
      row.team = try action.optionalText("teamTricode")
      row.player = try person(action)
      row.description = try action.optionalText("description")
      switch type {
      case "2pt", "3pt": try describeShot(action, &row)
      case "freethrow": try describeFreeThrow(action, &row)
      case "rebound": row.type = "Rebound"
      case "turnover": row.type = "Turnover"
      case "jumpball": row.type = "Jump Ball"
      case "steal": row.type = nil
      case "foul":
        row.type = "Foul"
        row.subType = try action.optionalText("subType") == "technical" ? "Technical" : "Personal"
      case "substitution":
        guard let pair = changes.take(row, isComing: try action.text("subType") == "in") else { continue }
        row.player = pair.leaves
        row.substitute = pair.comes
        row.type = "Substitution"
      default: continue
      }
      order += 1
      row.order = order
      row.append(to: &lines)
      if let blocker = try action.optionalInteger("blockPersonId") {
        order += 1
        var block = PlayByPlayRow(
          gameID: gameID, order: order, number: row.number, period: row.period, clock: row.clock)
        block.team = teams.first { $0 != row.team }
        block.player = blocker
        block.description = "BLOCK"
        block.append(to: &lines)
      }
    }
    return lines
  }

  /// Pairs who leaves with who comes: the first of each, for a team at a stop of the clock.
  private struct Changes {
    private var moment = ""
    private var leaving: [Int] = []
    private var coming: [Int] = []

    mutating func take(_ row: PlayByPlayRow, isComing: Bool) -> (leaves: Int, comes: Int)? {
      guard let player = row.player else { return nil }
      let moment = "\(row.team ?? "") \(row.period) \(row.clock)"
      if moment != self.moment {
        // The other team's changes at the same stop come between: each team's own follow each other.
        if !others.isEmpty, let kept = others.removeValue(forKey: moment) {
          others[self.moment] = (leaving, coming)
          (leaving, coming) = kept
        } else {
          if !leaving.isEmpty || !coming.isEmpty { others[self.moment] = (leaving, coming) }
          (leaving, coming) = ([], [])
        }
        self.moment = moment
      }
      if isComing { coming.append(player) } else { leaving.append(player) }
      guard !leaving.isEmpty, !coming.isEmpty else { return nil }
      return (leaving.removeFirst(), coming.removeFirst())
    }

    private var others: [String: ([Int], [Int])] = [:]
  }

  private static func describeShot(_ action: JSONElement, _ row: inout PlayByPlayRow) throws(ProviderError) {
    let result = try action.text("shotResult")
    guard result == "Made" || result == "Missed" else { throw action.wrong("'shotResult' is '\(result)'") }
    row.type = "\(result) Shot"
    row.subType = try action.optionalText("subType")
    row.result = result
    row.value = try shotValue(action)
    row.x = try action.optionalNumber("xLegacy")
    row.y = try action.optionalNumber("yLegacy")
    row.distance = try action.optionalNumber("shotDistance")
    if result == "Made" { row.score = try action.optionalText("scoreHome") }
  }

  private static func describeFreeThrow(_ action: JSONElement, _ row: inout PlayByPlayRow) throws(ProviderError) {
    row.type = "Free Throw"
    let count = try action.optionalText("subType") ?? ""
    switch try action.optionalText("descriptor") {
    case "technical": row.subType = "Free Throw Technical"
    case .some(let kind) where kind.contains("flagrant"): row.subType = "Free Throw Flagrant \(count)"
    default: row.subType = "Free Throw \(count)"
    }
    if try action.text("shotResult") == "Made" { row.score = try action.optionalText("scoreHome") }
  }

  private static func shotValue(_ action: JSONElement) throws(ProviderError) -> Int? {
    switch try action.text("actionType") {
    case "2pt": 2
    case "3pt": 3
    default: nil
    }
  }

  private static func clock(_ action: JSONElement) throws(ProviderError) -> Double {
    guard let seconds = GameClock.seconds(try action.text("clock")) else { throw action.wrong("'clock' is no time") }
    return seconds
  }

  /// Nobody for a team's own rebounds and time-outs, which have 0 or the team's id.
  private static func person(_ action: JSONElement) throws(ProviderError) -> Int? {
    guard let id = try action.optionalInteger("personId"), id > 0, TeamCode(id: id) == nil else { return nil }
    return id
  }
}
