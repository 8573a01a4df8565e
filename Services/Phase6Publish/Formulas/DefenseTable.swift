import League
import Pipeline

/// The league's defences by points allowed a game in the season so far.
struct DefenseTable: Sendable {
  private let places: [TeamCode: Place]

  /// A team's place.
  struct Place: Sendable {
    /// 1 allows the fewest points.
    var rank: Int
    var pointsAllowed: Double

    /// elite to 5, good to 10, average to 20, else weak.
    var tier: String {
      rank <= 5 ? "elite" : rank <= 10 ? "good" : rank <= 20 ? "average" : "weak"
    }
  }

  init(_ games: PastRows<DefendedGame>) {
    let means = TeamCode.allCases.compactMap { team in
      games.of(team).lazy.filter(\.countsForAverages).map { Double($0.pointsAllowed) }.mean.map { (team, $0) }
    }
    let ordered = means.sorted { ($0.1, $0.0.rawValue) < ($1.1, $1.0.rawValue) }
    places = Dictionary(
      uniqueKeysWithValues: ordered.enumerated().map { ($1.0, Place(rank: $0 + 1, pointsAllowed: $1.1)) })
  }

  /// A team's place; nil before its first game.
  subscript(team: TeamCode) -> Place? { places[team] }
}
