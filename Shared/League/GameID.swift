/// The league's own id of a game: ten digits, `00` + type digit + two-digit season + five-digit number (`0022300061`).
///
/// It is the join key everywhere and does not change when a game is postponed.
public struct GameID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The ten digits, leading zeros kept.
  public let text: String
  /// What kind of game it is, by the third digit.
  public let type: GameType

  /// The id written as ten digits; nil for anything else and for an unknown type digit.
  public init?(_ text: some StringProtocol) {
    let digits = Array(text.utf8)
    guard digits.count == 10, digits.allSatisfy({ (48...57).contains($0) }), digits[0] == 48, digits[1] == 48,
      let type = GameType(digit: Int(digits[2]) - 48)
    else { return nil }
    self.text = String(text)
    self.type = type
  }

  /// The season, from the fourth and fifth digit.
  public var season: Season {
    let digits = Array(text.utf8)
    let twoDigits = Int(digits[3] - 48) * 10 + Int(digits[4] - 48)
    return Season(startYear: twoDigits < 46 ? 2000 + twoDigits : 1900 + twoDigits)
  }

  /// The ten digits.
  public var description: String { text }

  /// By the digits.
  public static func < (left: GameID, right: GameID) -> Bool {
    left.text < right.text
  }
}
