import Foundation
public import League
import Providers

/// An archive of simulated seasons. Every invariant of the real files holds in it; no figure of it is real.
///
/// The first season has starters, exact minutes, shots, one book's prop lines and consensus game lines. The following
/// ones have none of the first three; their last five regular-season dates are reduced, and their lines come from several
/// books with the moment they were seen. So every gap that real archives have is there to be met.
public struct SimulatedLeague: Sendable {
  /// The same seed gives the same files, byte for byte.
  public var seed: UInt64
  /// How many seasons.
  public var seasons: Int
  /// The season to begin with.
  public var firstSeason: Season
  /// An even number from 8 to 30.
  public var teams: Int
  /// Regular-season games of each team; a season has twice as many regular-season dates, plus the Cup final, one play-in
  /// date and up to six playoff dates.
  public var gamesPerTeam: Int

  /// A league; two short seasons of twelve teams unless told otherwise.
  public init(
    seed: UInt64 = 1, seasons: Int = 2, firstSeason: Season = Season(startYear: 2011), teams: Int = 12,
    gamesPerTeam: Int = 20
  ) {
    self.seed = seed
    self.seasons = seasons
    self.firstSeason = firstSeason
    self.teams = teams
    self.gamesPerTeam = gamesPerTeam
  }

  /// Writes the archive to a directory, which is made when it is not there.
  ///
  /// - Parameter compresses: `.csv.gz`, or `.csv` when false.
  /// - Returns: the names of the files.
  @discardableResult
  public func write(to directory: String, compresses: Bool = true) throws -> [String] {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    var names: [String] = []
    for (name, csv) in files() {
      let bytes = compresses ? try Gzip.compress(csv.bytes, name: name) : csv.bytes
      let file = compresses ? "\(name).csv.gz" : "\(name).csv"
      try Data(bytes).write(to: URL(fileURLWithPath: "\(directory)/\(file)"), options: .atomic)
      names.append(file)
    }
    try Data(readme.utf8).write(to: URL(fileURLWithPath: "\(directory)/README.md"), options: .atomic)
    return names + ["README.md"]
  }

  /// The files by name without extension, empty ones left out.
  func files() -> [(name: String, csv: CSVText)] {
    var files: [(String, CSVText)] = []
    for (index, season) in play().enumerated() {
      for (name, csv) in Self.files(of: season, isFirst: index == 0, seed: seed) where csv.rows > 0 {
        files.append(("\(name)_\(season.season)", csv))
      }
    }
    return files
  }

  /// The seasons, each with the rosters that the one before it left.
  func play() -> [SimulatedSeason] {
    var dice = Dice(seed: seed, part: 0)
    let codes = dice.shuffled(TeamCode.allCases).prefix(teams).sorted()
    var sides = codes.enumerated().map { SimulatedTeam(code: $1, index: $0, dice: &dice) }
    return (0..<seasons).map { index in
      let season = SimulatedSeason(
        season: Season(startYear: firstSeason.startYear + index), teams: sides, gamesPerTeam: gamesPerTeam, seed: seed)
      sides = season.teams
      return season
    }
  }

  private static func files(of season: SimulatedSeason, isFirst: Bool, seed: UInt64) -> [(String, CSVText)] {
    let dates = Set(season.games.filter { $0.fixture.kind == .regularSeason }.map(\.date)).sorted()
    let results = ResultFiles(
      games: season.games, coverage: .init(hasDetail: isFirst, isReducedFrom: isFirst ? nil : dates.suffix(5).first))
    let props = PropFiles(games: season.games, seed: seed)
    let lines = GameLineFiles(games: season.games, seed: seed)
    let boxes = [
      ("games", results.schedule()), ("player_box", results.playerBox()),
      ("player_box_reduced", results.reducedPlayerBox()), ("team_box", results.teamBox()),
      ("players", results.players()),
    ]
    let rest =
      isFirst
      ? [("shots", results.shots()), ("prop_lines", props.single()), ("game_lines", lines.consensus())]
      : [
        ("prop_lines", props.several()), ("prop_lines_multi_snapshot", props.moving()),
        ("game_lines_books", lines.books()),
      ]
    return boxes + rest
  }

  private var readme: String {
    """
    # SIMULATED DATA

    Nothing in this folder happened. `provider-sim` made it up from seed \(seed): players, games, shots and prices are
    random numbers under the codes of real teams, in the layout of a Backcourt archive. It is for trying the software out
    and for its tests; conclusions about basketball or betting cannot be drawn from it.

    Seasons: \((0..<seasons).map { Season(startYear: firstSeason.startYear + $0).label }.joined(separator: ", ")). Teams: \
    \(teams). Regular-season games of each team: \(gamesPerTeam).

    """
  }
}
