/// A player's name as a source prints it, put in the order a person says it: `Gary Payton II`.
///
/// Accepts `Last, First` (a suffix stays with the last name) and names with the NBA person id glued to the front
/// (`1630552Jalen Johnson`).
public struct PlayerName: Hashable, Sendable, CustomStringConvertible {
  /// First name first, suffix last, single spaces.
  public let text: String
  /// The person id that was glued to the front, if any.
  public let personID: Int?

  /// The name as printed; nil when no letter is left of it.
  public init?(_ printed: some StringProtocol) {
    let digits = printed.prefix { $0.isASCII && $0.isNumber }
    let words = printed.dropFirst(digits.count).split(separator: ",", omittingEmptySubsequences: false)
      .map { part in part.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    let text = words.count == 2 ? "\(words[1]) \(words[0])" : words.filter { !$0.isEmpty }.joined(separator: " ")
    let trimmed = text.split(separator: " ").joined(separator: " ")
    guard trimmed.contains(where: \.isLetter) else { return nil }
    self.text = trimmed
    self.personID = Int(digits)
  }

  /// The key under which sources without person ids find the player.
  public var key: PlayerKey { PlayerKey(text) }

  /// The name, first name first.
  public var description: String { text }
}
