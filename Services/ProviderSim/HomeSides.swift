/// Who plays at home in which round: every team as often at home as away, in stands at home and trips of a few games.
///
/// Rounds are taken six at a time. What a team is in the first three, home or away, it is not in the second three; so every six
/// rounds balance, and no stand or trip has more than six games. Two rounds three apart make rings of teams, each of which
/// meets its two neighbours; round a ring, every other team is at home first. Which of the two ways about is left to where
/// most of its teams have just been: they stay there within three rounds, and change when the three are over.
struct HomeSides {
  private let opponents: [[Int]]
  private var homes: [Set<Int>]

  /// - Parameter pairs: the pairs of each round, in which every team is once.
  init(pairs: [[(Int, Int)]]) {
    opponents = pairs.map { pairs in
      var opponents = [Int](repeating: 0, count: 2 * pairs.count)
      for (one, other) in pairs { (opponents[one], opponents[other]) = (other, one) }
      return opponents
    }
    homes = pairs.map { _ in [] }
    for first in stride(from: 0, to: pairs.count, by: 6) {
      let end = min(first + 6, pairs.count)
      let half = (end - first) / 2
      for round in first..<first + half {
        settle(round, with: round + half, isLikeLast: round > first)
      }
      if half * 2 < end - first {
        settleLast(pairs[end - 1])
      }
    }
  }

  /// Whether a team is at home in a round.
  func isHome(_ team: Int, in round: Int) -> Bool { homes[round].contains(team) }

  private func wasHome(_ team: Int, before round: Int) -> Bool { round > 0 && isHome(team, in: round - 1) }

  private mutating func settle(_ round: Int, with later: Int, isLikeLast: Bool) {
    var placed: Set<Int> = []
    for team in opponents[round].indices where !placed.contains(team) {
      var hosts: [Int] = []
      var next = team
      repeat {
        hosts.append(next)
        next = opponents[later][opponents[round][next]]
      } while next != team
      let guests = hosts.map { opponents[round][$0] }
      placed.formUnion(hosts + guests)
      let wishes =
        hosts.count { wasHome($0, before: round) == isLikeLast }
        - guests.count { wasHome($0, before: round) == isLikeLast }
      homes[round].formUnion(wishes < 0 ? guests : hosts)
      homes[later].formUnion(wishes < 0 ? hosts : guests)
    }
  }

  /// The last of an odd number of rounds: at home is who has been away.
  private mutating func settleLast(_ pairs: [(Int, Int)]) {
    let round = homes.count - 1
    for (one, other) in pairs {
      homes[round].insert(wasHome(one, before: round) && !wasHome(other, before: round) ? other : one)
    }
  }
}
