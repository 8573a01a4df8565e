import TestKit

/// What goes wrong in one replay. A seed decides by what a thing is and how often it was met, never by when it comes: the
/// same seed deals the same blows however the threads run.
struct Misfortune: Sendable {
  let seed: UInt64
  private let state = Locked(State())

  private struct State {
    var met: [String: Int] = [:]
    var dealt: [String: Int] = [:]
    var isOver = false
  }

  init(seed: UInt64) {
    self.seed = seed
  }

  /// No misfortune from here on; what is under way comes to rest.
  func end() { state.update { $0.isOver = true } }

  /// How often each kind of blow fell.
  var dealt: [String: Int] { state.value.dealt }

  /// Notes a blow.
  func note(_ kind: String) { state.update { $0.dealt[kind, default: 0] += 1 } }

  /// A number from 0 to 1 for the next meeting with a thing; nil once it is over.
  func draw(_ thing: String) -> Double? {
    let number: Int? = state.update { state in
      guard !state.isOver else { return nil }
      state.met[thing, default: 0] += 1
      return state.met[thing]
    }
    guard let number else { return nil }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed
    for byte in "\(thing)#\(number)".utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    var random = SeededRandom(seed: hash ^ (seed &* 0x9E37_79B9_7F4A_7C15))
    return Double.random(in: 0..<1, using: &random)
  }

  /// Which of some kinds of blow falls on a thing, each as often as it says; nil for none.
  func blow(on thing: String, _ kinds: KeyValuePairs<String, Double>) -> String? {
    guard var number = draw(thing) else { return nil }
    for (kind, share) in kinds {
      if number < share {
        note(kind)
        return kind
      }
      number -= share
    }
    return nil
  }
}
