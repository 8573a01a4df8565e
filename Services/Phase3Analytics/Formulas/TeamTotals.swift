import League

/// A team's counts in a game: its own box score line, or what its players' lines add up to.
struct TeamTotals {
  var points: Int
  var fieldGoalsMade: Int?
  var fieldGoalsAttempted: Int?
  var threesMade: Int?
  var threesAttempted: Int?
  var freeThrowsMade: Int?
  var freeThrowsAttempted: Int?
  var offensiveRebounds: Int?
  var defensiveRebounds: Int?
  var rebounds: Int?
  var assists: Int?
  var steals: Int?
  var blocks: Int?
  var turnovers: Int?
  var fouls: Int?
  var pointsInPaint: Int?
  var secondChancePoints: Int?
  var fastBreakPoints: Int?
  var pointsOffTurnovers: Int?
  /// Overtimes as far as the players' minutes tell; nil from the team's own line.
  var lengthByPlayers: GameLength?
  /// Where the counts come from.
  var source: Source

  enum Source: String {
    case teamBox = "team_box"
    /// Sums of the players' lines; turnovers then lack the team's own.
    case players = "players"
    /// The score alone.
    case result = "result"
  }

  /// The counts of the team's own line.
  init(_ line: TeamLine) {
    points = line.points
    fieldGoalsMade = line.fieldGoalsMade
    fieldGoalsAttempted = line.fieldGoalsAttempted
    threesMade = line.threesMade
    threesAttempted = line.threesAttempted
    freeThrowsMade = line.freeThrowsMade
    freeThrowsAttempted = line.freeThrowsAttempted
    offensiveRebounds = line.offensiveRebounds
    defensiveRebounds = line.defensiveRebounds
    rebounds = line.offensiveRebounds + line.defensiveRebounds
    assists = line.assists
    steals = line.steals
    blocks = line.blocks
    turnovers = line.turnovers
    fouls = line.fouls
    pointsInPaint = line.pointsInPaint
    secondChancePoints = line.secondChancePoints
    fastBreakPoints = line.fastBreakPoints
    pointsOffTurnovers = line.pointsOffTurnovers
    source = .teamBox
  }

  /// The sums of the players' lines, each null unless every line has the count. The lines are believed only if eight or
  /// more players were on the floor for 238 minutes or more together, and their points add up to the team's; otherwise the
  /// score is all there is.
  init(points: Int, players listed: [PlayerLine]) {
    let players = listed.filter(\.hasPlayed)
    let minutes = players.reduce(0) { $0 + ($1.playedMinutes ?? 0) }
    self.points = points
    let isWhole = players.count >= 8 && minutes >= 238 && Self.sum(players, \.points) == points
    source = isWhole ? .players : .result
    guard isWhole else { return }
    lengthByPlayers = GameLength(teamMinutes: minutes)
    fieldGoalsMade = Self.sum(players, \.fieldGoalsMade)
    fieldGoalsAttempted = Self.sum(players, \.fieldGoalsAttempted)
    threesMade = Self.sum(players, \.threesMade)
    threesAttempted = Self.sum(players, \.threesAttempted)
    freeThrowsMade = Self.sum(players, \.freeThrowsMade)
    freeThrowsAttempted = Self.sum(players, \.freeThrowsAttempted)
    offensiveRebounds = Self.sum(players, \.offensiveRebounds)
    defensiveRebounds = Self.sum(players, \.defensiveRebounds)
    rebounds = Self.sum(players, \.rebounds)
    assists = Self.sum(players, \.assists)
    steals = Self.sum(players, \.steals)
    blocks = Self.sum(players, \.blocks)
    turnovers = Self.sum(players, \.turnovers)
    fouls = Self.sum(players, \.fouls)
  }

  /// The counts of the formulas; nil when one is missing.
  var line: BoxLine? {
    guard let fieldGoalsMade, let fieldGoalsAttempted, let threesMade, let threesAttempted, let freeThrowsMade,
      let freeThrowsAttempted, let offensiveRebounds, let defensiveRebounds, let turnovers
    else { return nil }
    return BoxLine(
      points: points, fieldGoalsMade: fieldGoalsMade, fieldGoalsAttempted: fieldGoalsAttempted, threesMade: threesMade,
      threesAttempted: threesAttempted, freeThrowsMade: freeThrowsMade, freeThrowsAttempted: freeThrowsAttempted,
      offensiveRebounds: offensiveRebounds, defensiveRebounds: defensiveRebounds, turnovers: turnovers)
  }

  private static func sum(_ players: [PlayerLine], _ count: (PlayerLine) -> Int?) -> Int? {
    var total = 0
    for player in players {
      guard let count = count(player) else { return nil }
      total += count
    }
    return total
  }
}
