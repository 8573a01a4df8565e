import Testing

@testable import Bus

@Suite struct RetryBackoffTests {
  @Test("waits double up to the cap, and are between a half and the whole of it", arguments: 0..<20)
  func doubling(seed: Int) {
    var random = SeededRandom(seed: seed)
    let backoff = RetryBackoff(first: .seconds(1), longest: .seconds(20))
    for (failure, whole) in [(1, 1), (2, 2), (3, 4), (5, 16), (6, 20), (50, 20), (5_000, 20)] {
      let delay = backoff.delay(afterFailure: failure, using: &random)
      #expect(delay >= .seconds(whole) / 2)
      #expect(delay <= .seconds(whole))
    }
  }
}
