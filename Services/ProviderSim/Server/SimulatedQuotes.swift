import League

/// What books ask for players' points, from their scoring so far.
struct SimulatedQuotes {
  /// A player of a game with what the books expect of him.
  struct Listing: Sendable {
    let gameID: String
    let player: SimulatedPlayer
    let points: Double
  }

  struct Quote {
    let opening: Double
    let line: Double
    let over: Int
    let under: Int
  }

  let seed: UInt64

  /// The listings of a season by game: every player of a roster with two games behind him and twelve minutes a game,
  /// whether he dressed that night or not.
  static func listings(of games: [FinishedGame]) -> [String: [Listing]] {
    var totals: [Int: (games: Int, points: Int, minutes: Int)] = [:]
    var listings: [String: [Listing]] = [:]
    for game in games {
      for side in [game.play.away, game.play.home] {
        for player in side.team.roster {
          guard let so = totals[player.id], so.games >= 2, so.minutes >= 12 * so.games else { continue }
          listings[game.id, default: []].append(
            Listing(gameID: game.id, player: player, points: Double(so.points) / Double(so.games)))
        }
        for line in side.lines {
          let so = totals[line.player.id] ?? (0, 0, 0)
          totals[line.player.id] = (so.games + 1, so.points + line.pts, so.minutes + line.minutes)
        }
      }
    }
    return listings
  }

  /// Each book's quote for a player; the opening line is the first book's before it moved.
  func books(of listing: Listing, _ ids: [String: Int]) -> [(id: Int, quote: Quote)] {
    ids.sorted { $0.key < $1.key }.map { key, id in
      var dice = Dice(
        seed: seed, part: SimulatedFaults.hash(key), UInt64(listing.player.id), UInt64(listing.gameID) ?? 0)
      let opening = max((listing.points + dice.bell() * 0.8).rounded(.down), 0) + 0.5
      let line = max(opening + (dice.bell() * 0.6).rounded(), 0.5)
      let over = -dice.integer(100...130)
      return (id, Quote(opening: opening, line: line, over: over, under: over > -115 ? -230 - over : -110))
    }
  }
}
