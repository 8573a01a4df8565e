import ArgumentParser

/// How often the simulator misbehaves, as shares of its answers from 0 to 1.
struct SimulatedFaults: ParsableArguments, Sendable {
  @Option(help: "Answers that are 500, 502 or 503.")
  var errors = 0.0

  @Option(help: "Answers that are 429 with Retry-After of a second or none.")
  var throttled = 0.0

  @Option(help: "Bodies that end early, with a length that says otherwise or without.")
  var truncated = 0.0

  @Option(help: "Bodies of another shape: an HTML page, an empty object, a text.")
  var malformed = 0.0

  @Option(help: "Answers that never come: the connection is held for a minute.")
  var silent = 0.0

  @Option(help: "Days on which balldontlie has no game at all, as in an outage.")
  var outages = 0.0

  @Option(help: "Games of which the static box score is missing.")
  var missingBoxes = 0.0

  @Option(help: "Games which balldontlie and the books have with home and visitors reversed.")
  var reversed = 0.0

  /// A simulator that behaves.
  static var none: SimulatedFaults {
    var faults = SimulatedFaults()
    (faults.errors, faults.throttled, faults.truncated, faults.malformed) = (0, 0, 0, 0)
    (faults.silent, faults.outages, faults.missingBoxes, faults.reversed) = (0, 0, 0, 0)
    return faults
  }

  mutating func validate() throws {
    for share in [errors, throttled, truncated, malformed, silent, outages, missingBoxes, reversed]
    where !(0...1).contains(share) {
      throw ValidationError("a share of faults is from 0 to 1")
    }
  }

  /// What is wrong with an answer.
  enum Fault: Sendable {
    case status(Int)
    case throttle(seconds: Int?)
    case truncate
    case malform(Int)
    case silence
  }

  /// What is wrong with the `number`th answer to a path: the same for the same seed, and another for the next.
  func fault(of path: String, number: Int, seed: UInt64) -> Fault? {
    var dice = Dice(seed: seed, part: Self.hash(path), UInt64(number))
    let draw = dice.unit()
    var limit = errors
    if draw < limit { return .status([500, 502, 503][dice.integer(0...2)]) }
    limit += throttled
    if draw < limit { return .throttle(seconds: dice.chance(0.2) ? 1 : nil) }
    limit += truncated
    if draw < limit { return .truncate }
    limit += malformed
    if draw < limit { return .malform(dice.integer(0...2)) }
    limit += silent
    return draw < limit ? .silence : nil
  }

  /// Whether something about a game or a day is so.
  static func strikes(_ share: Double, _ name: String, _ subject: String, seed: UInt64) -> Bool {
    var dice = Dice(seed: seed, part: hash(name), hash(subject))
    return dice.chance(share)
  }

  /// FNV-1a, the same on every machine.
  static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
