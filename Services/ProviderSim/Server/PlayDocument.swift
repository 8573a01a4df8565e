import League

/// A game's play by play in NBA.com's form, from the events that its box was counted from.
struct PlayDocument {
  private let game: FinishedGame
  private var actions: [JSONNode] = []
  private var score = (home: 0, away: 0)
  private let names: [Int: String]

  init(_ game: FinishedGame) {
    self.game = game
    let lines = game.play.home.lines + game.play.away.lines
    names = Dictionary(lines.map { ($0.player.id, $0.player.name) }, uniquingKeysWith: { first, _ in first })
    for event in game.play.events { append(event) }
  }

  var json: JSONNode {
    [
      "meta": ["version": 1, "code": 200, "simulated": true, "note": "SIMULATED DATA"],
      "game": ["gameId": .text(game.id), "actions": .list(actions)],
    ]
  }

  private mutating func append(_ event: SimulatedEvent) {
    switch event.kind {
    case .shot(let shot, let blocker):
      if shot.isMade { add(shot.value, event.isHome) }
      let (x, y) = Self.place(of: shot)
      var more: [(String, JSONNode)] = [
        ("shotResult", .text(shot.isMade ? "Made" : "Missed")), ("isFieldGoal", 1), ("area", .text(shot.zone.rawValue)),
        ("shotDistance", .number(Double(shot.distance))), ("xLegacy", .integer(x)), ("yLegacy", .integer(y)),
      ]
      if let passer = shot.assistPlayerID { more.append(("assistPersonId", .integer(passer))) }
      if let blocker { more.append(("blockPersonId", .integer(blocker))) }
      add(event, shot.value == 3 ? "3pt" : "2pt", "Jump Shot", more)
      if let blocker { add(event, "block", "", [], player: blocker, isHome: !event.isHome) }
    case .freeThrow(let isMade, let number, let count):
      if isMade { add(1, event.isHome) }
      add(event, "freethrow", "\(number) of \(count)", [("shotResult", .text(isMade ? "Made" : "Missed"))])
    case .rebound(let isOffensive): add(event, "rebound", isOffensive ? "offensive" : "defensive", [])
    case .turnover: add(event, "turnover", "bad pass", [])
    case .steal: add(event, "steal", "", [])
    case .foul: add(event, "foul", "personal", [])
    case .substitution(let entering):
      add(event, "substitution", "out", [])
      add(event, "substitution", "in", [], player: entering, isHome: event.isHome)
    }
  }

  private mutating func add(_ points: Int, _ isHome: Bool) {
    if isHome { score.home += points } else { score.away += points }
  }

  private mutating func add(
    _ event: SimulatedEvent, _ type: String, _ subType: String, _ more: [(String, JSONNode)], player: Int? = nil,
    isHome: Bool? = nil
  ) {
    let number = actions.count + 2
    let team = isHome ?? event.isHome ? game.home : game.away
    let person = player ?? event.playerID
    let clock = "PT\(Fixture.twoDigits(event.clock / 60))M\(Fixture.twoDigits(event.clock % 60)).00S"
    let members: [(String, JSONNode)] = [
      ("actionNumber", .integer(number)), ("clock", .text(clock)), ("period", .integer(event.period)),
      ("periodType", event.period > 4 ? "OVERTIME" : "REGULAR"), ("teamId", .integer(team.id)),
      ("teamTricode", .text(team.rawValue)), ("actionType", .text(type)), ("subType", .text(subType)),
      ("qualifiers", []), ("personId", .integer(person)), ("orderNumber", .integer(number * 10_000)),
      ("scoreHome", .text(String(score.home))), ("scoreAway", .text(String(score.away))),
      ("description", .text("\(names[person] ?? "") \(type)")), ("playerName", JSONNode(names[person])),
    ]
    actions.append(.object(members + more))
  }

  /// A place in tenths of a foot from the basket that is in the shot's zone.
  private static func place(of shot: SimulatedShot) -> (x: Int, y: Int) {
    let feet = shot.distance * 10
    switch shot.zone {
    case .restrictedArea, .paint: return (0, min(feet, 130))
    case .midRange: return (shot.isRight ? -feet : feet, 30)
    case .leftCorner: return (-225, 30)
    case .rightCorner: return (225, 30)
    case .aboveTheBreak: return (0, max(feet, 240))
    }
  }
}
