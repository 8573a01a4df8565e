/// Numbers things in the order in which they are first seen, from 0.
struct Numbering<Element: Hashable> {
  private var numbers: [Element: Int] = [:]

  mutating func callAsFunction(_ element: Element) -> Int {
    if let number = numbers[element] { return number }
    numbers[element] = numbers.count
    return numbers.count - 1
  }
}
