import League

/// How the members of the ensemble did on the same games, and what each is therefore worth.
///
/// The weights make the squared error of the combination smallest on these games: each member without its bias, none below
/// 0.05, together 1. The errors of the members go together, and the weights take account of that.
struct MemberRecord: Sendable {
  /// A member with fewer games is not judged; nor is anybody with fewer in common.
  static let fewest = 500
  /// No judged member counts for less.
  static let floor = 0.05

  /// A judged member.
  struct Member: Hashable, Sendable {
    var system: PredictionSystem
    var worth: MemberWeight
    /// Mean absolute error without the bias.
    var error: Double
  }

  let members: [Member]
  /// Games that all of them predicted.
  let games: Int

  /// - Parameter games: for each game of a player, predicted less scored points by member.
  init?(_ games: [[PredictionSystem: Double]]) {
    let judged = PredictionSystem.members.filter { system in
      games.count { $0[system] != nil } >= Self.fewest
    }
    let common = games.compactMap { game -> [Double]? in
      let errors = judged.compactMap { game[$0] }
      return errors.count == judged.count ? errors : nil
    }
    guard judged.count >= 2, common.count >= Self.fewest else { return nil }
    let biases = judged.indices.map { index in Self.median(common.map { $0[index] }) }
    let errors = common.map { game in game.indices.map { game[$0] - biases[$0] } }
    guard let weights = Self.weights(errors) else { return nil }
    members = judged.indices.map { index in
      Member(
        system: judged[index], worth: MemberWeight(weight: weights[index], bias: biases[index]),
        error: errors.lazy.map { abs($0[index]) }.mean ?? 0)
    }
    self.games = common.count
  }

  /// The middle value, or the mean of the two in the middle; at least one value.
  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  /// The weights that make the squared error smallest; nil when there are none.
  static func weights(_ errors: [[Double]]) -> [Double]? {
    guard let width = errors.first?.count, Double(width) * floor <= 1 else { return nil }
    var products = (0..<width).map { _ in [Double](repeating: 0, count: width) }
    for row in errors {
      for (index, error) in row.enumerated() {
        for (other, otherError) in row.enumerated() { products[index][other] += error * otherError }
      }
    }
    let scale = 1 / Double(errors.count)
    var floored: Set<Int> = []
    while floored.count < width {
      let free = (0..<width).filter { !floored.contains($0) }
      var system = LinearSystem(size: free.count, diagonal: 1e-6)
      for (row, member) in free.enumerated() {
        for (column, other) in free.enumerated() { system.add(products[member][other] * scale, at: row, column) }
      }
      let pull = free.map { member in floored.sorted().reduce(0) { $0 + products[member][$1] * scale * floor } }
      guard let ones = system.solution(for: free.map { _ in 1 }), let shift = system.solution(for: pull) else {
        return nil
      }
      let share = 1 - floor * Double(floored.count)
      let level = (share + shift.reduce(0, +)) / ones.reduce(0, +)
      var weights = [Double](repeating: floor, count: width)
      for (place, member) in free.enumerated() { weights[member] = level * ones[place] - shift[place] }
      let low = free.filter { weights[$0] < floor }
      if low.isEmpty { return weights }
      floored.formUnion(low)
    }
    return nil
  }
}
