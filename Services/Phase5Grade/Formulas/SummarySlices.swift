import League

/// Graded predictions of one system over a period, added up by slice in one pass.
struct SummarySlices {
  /// A player with fewer predictions has no row of his own.
  static let fewestOfPlayer = 5
  /// So many players have a row: those with the most predictions.
  static let players = 200

  /// What the predictions of a slice come to.
  struct Sums: Sendable {
    var results = Performance()
    var players = Distinct()
    var games = Distinct()
    /// The name, where the slice is a player.
    var playerLookup: String?
  }

  private var common = [Sums](repeating: Sums(), count: SummarySlice.common.count)
  private var players: [Player?] = []

  private struct Player {
    let id: Int
    let lookup: String
    var results = Performance()
  }

  /// Adds a prediction.
  ///
  /// - Parameters:
  ///   - player: a small number of its player's own.
  ///   - game: a small number of its game's own.
  mutating func add(_ graded: GradedPrediction, player: Int, game: Int) {
    let result = Performance(CollectionOfOne(graded))
    for place in SummarySlice.places(of: graded) {
      common[place].results.add(result)
      common[place].players.add(player)
      common[place].games.add(game)
    }
    while players.count <= player { players.append(nil) }
    // A player has one prediction of a system in a game.
    if players[player] == nil { players[player] = Player(id: graded.playerID, lookup: graded.playerLookup) }
    players[player]?.results.add(result)
  }

  /// The slices that have a row.
  var rows: [(slice: SummarySlice, sums: Sums)] {
    let filled = zip(SummarySlice.common, common).filter { $0.1.results.predictions > 0 }
    let frequent = players.compactMap(\.self).filter { $0.results.predictions >= Self.fewestOfPlayer }
      .sorted { ($1.results.predictions, $0.id) < ($0.results.predictions, $1.id) }
    return filled.map { ($0, $1) }
      + frequent.prefix(Self.players).map {
        (.player($0.id), Sums(results: $0.results, playerLookup: $0.lookup))
      }
  }
}

extension SummarySlice {
  /// The slices that are not players.
  fileprivate static let common: [SummarySlice] = [
    .overall, .home, .away, .scoringTier(.star), .scoringTier(.starter), .scoringTier(.rotation), .scoringTier(.bench),
    .confidence(.high), .confidence(.medium), .confidence(.low),
  ]

  /// Where in ``common`` the slices of a prediction stand.
  fileprivate static func places(of graded: GradedPrediction) -> [Int] {
    let tier =
      switch graded.tier {
      case .star: 3
      case .starter: 4
      case .rotation: 5
      case .bench: 6
      }
    let confidence =
      switch ConfidenceTier(graded.confidence) {
      case .high: 7
      case .medium: 8
      case .low: 9
      }
    return [0, graded.isHome ? 1 : 2, tier, confidence]
  }
}
