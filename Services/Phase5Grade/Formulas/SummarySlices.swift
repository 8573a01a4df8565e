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

  private var sums: [SummarySlice: Sums] = [:]

  /// Adds a prediction.
  ///
  /// - Parameters:
  ///   - player: a small number of its player's own.
  ///   - game: a small number of its game's own.
  mutating func add(_ graded: GradedPrediction, player: Int, game: Int) {
    let slices: [SummarySlice] = [
      .overall, .scoringTier(graded.tier), .confidence(ConfidenceTier(graded.confidence)),
      graded.isHome ? .home : .away,
    ]
    for slice in slices {
      sums[slice, default: Sums()].results.add(graded)
      sums[slice]?.players.add(player)
      sums[slice]?.games.add(game)
    }
    // A player has one prediction of a system in a game.
    sums[.player(graded.playerID), default: Sums(playerLookup: graded.playerLookup)].results.add(graded)
  }

  /// The slices that have a row.
  var rows: [(slice: SummarySlice, sums: Sums)] {
    let players = sums.filter { ($0.key.playerID != nil) && $0.value.results.predictions >= Self.fewestOfPlayer }
      .sorted {
        ($1.value.results.predictions, $0.key.playerID ?? 0) < ($0.value.results.predictions, $1.key.playerID ?? 0)
      }
    return sums.filter { $0.key.playerID == nil }.map { ($0.key, $0.value) }
      + players.prefix(Self.players).map { ($0.key, $0.value) }
  }
}
