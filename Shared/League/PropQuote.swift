/// One book's points line for a player in a game, as seen at one moment.
public struct PropQuote: Hashable, Sendable {
  /// The book's normalised key: `draftkings`, `fanduel`, `consensus`.
  public var book: String
  /// Points.
  public var line: Double
  /// Minutes from the moment to the tip-off, negative after it; nil when the moment is not recorded.
  public var minutesBeforeTip: Int?
  /// The opening line, where the provider gives one.
  public var openingLine: Double?

  /// A quote.
  public init(book: String, line: Double, minutesBeforeTip: Int? = nil, openingLine: Double? = nil) {
    self.book = book
    self.line = line
    self.minutesBeforeTip = minutesBeforeTip
    self.openingLine = openingLine
  }
}
