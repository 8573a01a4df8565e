/// A made-up player: what he tends to do per minute on the floor.
struct SimulatedPlayer {
  let id: Int
  let name: String
  /// Minutes a coach would give him in a game of 240, before the day's form.
  var minutes: Double
  /// Share of his team's attempts per minute, 1 for an average player.
  var usage: Double
  /// How often he shoots from each zone, in the order of `CourtZone.allCases`.
  var zoneWeights: [Double]
  /// Added to the league's accuracy from everywhere.
  var touch: Double
  var freeThrowShare: Double
  var rebounding: Double
  var passing: Double

  /// A player of a team's depth chart; `slot` 0 is the first option.
  init(number: Int, slot: Int, dice: inout Dice) {
    id = 990_000 + number
    let role = slot % 3
    name = Self.name(number: number, role: role)
    minutes = slot < 5 ? 34 - Double(slot) * 1.2 : max(20 - Double(slot - 5) * 3, 4)
    usage = (slot == 0 ? 1.5 : slot < 3 ? 1.15 : 0.85) * dice.number(0.85...1.15)
    let inside = role == 2 ? 2.2 : 1.0
    let outside = role == 2 ? 0.5 : 1.1
    zoneWeights = zip(
      [0.30 * inside, 0.17 * inside, 0.13, 0.06 * outside, 0.06 * outside, 0.28 * outside],
      [dice.unit(), dice.unit(), dice.unit(), dice.unit(), dice.unit(), dice.unit()]
    ).map { weight, form in weight * (0.6 + 0.8 * form) }
    touch = dice.bell() * 0.02
    freeThrowShare = min(max(0.77 + dice.bell() * 0.06, 0.5), 0.95)
    rebounding = (role == 2 ? 1.9 : role == 1 ? 1.0 : 0.6) * dice.number(0.8...1.2)
    passing = (role == 0 ? 2.0 : 0.8) * dice.number(0.8...1.2)
  }

  /// The chance to make a shot from a zone.
  func accuracy(from zone: CourtZone) -> Double {
    let league =
      switch zone {
      case .restrictedArea: 0.66
      case .paint: 0.43
      case .midRange: 0.41
      case .leftCorner, .rightCorner: 0.39
      case .aboveTheBreak: 0.35
      }
    return min(max(league + touch, 0.1), 0.9)
  }

  /// Plainly invented names, some with marks, suffixes and hyphens, since real ones have them.
  private static func name(number: Int, role: Int) -> String {
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    switch number % 12 {
    case 3: return "Šim Gärdić \(spelled(number))"
    case 7: return "Sim Forward \(spelled(number)) Jr."
    case 10: return "S.J. Sim-Center \(spelled(number)) III"
    default: return "Sim \(["Guard", "Forward", "Center"][role]) \(padded)"
    }
  }

  /// A number in letters, for names that would look odd with digits: 27 is `Bh`.
  private static func spelled(_ number: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    return String(letters[number / 26 % 26]).uppercased() + String(letters[number % 26])
  }
}
