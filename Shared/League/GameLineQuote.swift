/// One book's spread and total for a game, as seen at one moment.
public struct GameLineQuote: Hashable, Sendable {
  /// The book's key.
  public var book: String
  /// Points given to the home side: negative when it is the favourite.
  public var homeSpread: Double?
  /// Points of both teams together.
  public var total: Double?
  /// Minutes from the moment to the tip-off, negative after it; nil when the moment is not recorded.
  public var minutesBeforeTip: Int?

  /// A quote.
  public init(book: String, homeSpread: Double?, total: Double?, minutesBeforeTip: Int? = nil) {
    self.book = book
    self.homeSpread = homeSpread
    self.total = total
    self.minutesBeforeTip = minutesBeforeTip
  }
}
