/// A stream of random numbers that is the same on every machine for the same seed (SplitMix64).
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// A stream of its own for a part of the simulation, so that one part's length does not move another.
  init(seed: UInt64, part: UInt64...) {
    var mixed = seed
    for number in part {
      var dice = Dice(seed: mixed ^ (number &* 0x9e37_79b9_7f4a_7c15))
      mixed = dice.next()
    }
    state = mixed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// Uniform in 0..<1.
  mutating func unit() -> Double {
    Double(next() >> 11) / Double(1 << 53)
  }

  mutating func chance(_ probability: Double) -> Bool {
    unit() < probability
  }

  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  mutating func number(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + unit() * (range.upperBound - range.lowerBound)
  }

  /// Bell-shaped about 0 with standard deviation 1: the sum of twelve uniform numbers, less 6.
  mutating func bell() -> Double {
    var sum = -6.0
    for _ in 0..<12 { sum += unit() }
    return sum
  }

  /// An index, each as likely as its weight. The weights must not all be 0.
  mutating func index(weights: [Double]) -> Int {
    var rest = unit() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0, weight > 0 { return index }
    }
    return weights.lastIndex { $0 > 0 } ?? 0
  }

  mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var elements = elements
    for index in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(index, integer(0...index))
    }
    return elements
  }
}
