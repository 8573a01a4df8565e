import Contracts
import Pipeline
import Reports

extension World {
  /// The table of a name.
  ///
  /// - Throws: ``CommandOutcome`` with the nearest name there is.
  func table(named name: String) throws -> TableInfo {
    if let table = catalog.first(where: { $0.name.text == name }) { return table }
    let nearest = catalog.map(\.name.text).min { ($0.distance(to: name), $0) < ($1.distance(to: name), $1) }
    throw CommandOutcome(
      code: CommandOutcome.usage,
      message: nearest.map { "there is no table '\(name)'; did you mean \($0)? `backcourt tables` lists them" }
        ?? "there is no table '\(name)': no service has registered its tables yet")
  }
}

extension String {
  /// Characters to insert, remove or replace to get from one text to the other (Levenshtein).
  fileprivate func distance(to other: String) -> Int {
    let (left, right) = (Array(self), Array(other))
    var costs = Array(0...right.count)
    for (row, character) in left.enumerated() {
      var diagonal = costs[0]
      costs[0] = row + 1
      for column in right.indices {
        let replaced = diagonal + (character == right[column] ? 0 : 1)
        diagonal = costs[column + 1]
        costs[column + 1] = Swift.min(replaced, diagonal + 1, costs[column] + 1)
      }
    }
    return costs[right.count]
  }
}
