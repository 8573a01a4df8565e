/// Counts different numbers.
struct Distinct: Sendable {
  private(set) var count = 0
  private var seen: [Bool] = []

  mutating func add(_ number: Int) {
    while seen.count <= number { seen.append(false) }
    guard !seen[number] else { return }
    seen[number] = true
    count += 1
  }
}
