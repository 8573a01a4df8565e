import League

/// What the league makes by zone: the unweighted mean over teams of each team's pooled share.
struct LeagueZones: Equatable {
  let shares: ZoneValues<Double>
  /// Teams behind it; 0 when it is the standing value.
  let teams: Int

  /// Stands in until ten teams have ten games with zones in thirty days.
  static let standing = LeagueZones(shares: ZoneValues(paint: 0.580, midRange: 0.410, three: 0.355), teams: 0)
  /// Days that it looks back.
  static let days = 30
  private static let minimumTeams = 10
  private static let minimumGames = 10

  private init(shares: ZoneValues<Double>, teams: Int) {
    self.shares = shares
    self.teams = teams
  }

  /// The league's shares from each team's games of the last thirty days.
  init(_ teams: some Sequence<ZoneDefense>) {
    let shares = teams.filter { $0.games >= Self.minimumGames }.compactMap(\.shares)
    guard shares.count >= Self.minimumTeams, let paint = shares.lazy.map(\.paint).mean,
      let midRange = shares.lazy.map(\.midRange).mean, let three = shares.lazy.map(\.three).mean
    else {
      self = .standing
      return
    }
    self.init(shares: ZoneValues(paint: paint, midRange: midRange, three: three), teams: shares.count)
  }
}
