import League
import Pipeline
import Warehouse

/// What the league makes by zone: the unweighted mean over teams of each team's pooled share.
struct LeagueZones: Equatable {
  let shares: ZoneValues<Double>
  /// Teams behind it; 0 when it is the standing value.
  let teams: Int
  let source: Source

  /// Which games the league's shares come from.
  enum Source: String, ColumnValue {
    /// The season's last thirty days.
    case recent = "last_30_days"
    /// The last thirty days of its regular season, in the playoffs.
    case regularSeason = "regular_season"
    /// Those of the season before, while fewer than ten teams qualify.
    case lastSeason = "last_season"
    /// Neither is there: the standing values.
    case standing = "default"
  }

  /// Stands in where neither this season nor the last has ten teams with ten games with zones in thirty days.
  static let standing = LeagueZones(
    shares: ZoneValues(paint: 0.580, midRange: 0.410, three: 0.355), teams: 0, source: .standing)
  /// Days that it looks back.
  static let days = 30
  private static let minimumTeams = 10
  private static let minimumGames = 10

  private init(shares: ZoneValues<Double>, teams: Int, source: Source) {
    self.shares = shares
    self.teams = teams
    self.source = source
  }

  /// The league's shares from each team's games of thirty days; nil with fewer than ten teams of ten games and all zones.
  init?(_ teams: some Sequence<ZoneDefense>, source: Source) {
    let shares = teams.filter { $0.games >= Self.minimumGames }.compactMap(\.shares)
    guard shares.count >= Self.minimumTeams, let paint = shares.lazy.map(\.paint).mean,
      let midRange = shares.lazy.map(\.midRange).mean, let three = shares.lazy.map(\.three).mean
    else { return nil }
    self.init(
      shares: ZoneValues(paint: paint, midRange: midRange, three: three), teams: shares.count, source: source)
  }

  /// The league's shares as of a date: of the season's last thirty days, else as they stood after the last day of its
  /// regular season, else of the one before, else the standing ones.
  ///
  /// - Parameter teams: each team's games of this season and the one before, oldest first.
  init(asOf date: GameDate, in season: Season, teams: [EntityRows<DefendedGame>]) {
    let start = date.adding(days: -Self.days)
    let recent = teams.map { games in
      ZoneDefense(games.reversed().prefix { $0.gameDate >= start && $0.season == season }.filter(\.countsForAverages))
    }
    self =
      Self(recent, source: .recent)
      ?? Self(Self.closing(season, teams: teams), source: .regularSeason)
      ?? Self(Self.closing(Season(startYear: season.startYear - 1), teams: teams), source: .lastSeason)
      ?? .standing
  }

  /// Each team's last thirty days of a regular season, as far as it was played.
  private static func closing(_ season: Season, teams: [EntityRows<DefendedGame>]) -> [ZoneDefense] {
    let regular = teams.map { $0.filter { $0.season == season && $0.gameType == .regularSeason } }
    guard let end = regular.compactMap(\.last?.gameDate).max() else { return [] }
    let start = end.adding(days: 1 - days)
    return regular.map { ZoneDefense($0.filter { $0.gameDate >= start }) }
  }
}

extension DefendedGame {
  /// Whether it counts in averages.
  var countsForAverages: Bool { gameType.countsForAverages }
}
