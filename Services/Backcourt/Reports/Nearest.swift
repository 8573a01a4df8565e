extension Sequence<String> {
  /// What was probably meant by a text: what goes on from it, else what differs in the fewest characters; nil when nothing
  /// comes near.
  func nearest(to text: String) -> String? {
    if let longer = filter({ !text.isEmpty && $0.hasPrefix(text) }).min(by: { ($0.count, $0) < ($1.count, $1) }) {
      return longer
    }
    let near = map { (text: $0, distance: $0.distance(to: text)) }.min {
      ($0.distance, $0.text) < ($1.distance, $1.text)
    }
    guard let near, near.distance <= Swift.max(2, text.count / 3) else { return nil }
    return near.text
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
