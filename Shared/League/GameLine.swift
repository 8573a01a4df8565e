/// The market's spread and total of a game: the median over books of each book's last quote before the tip-off.
public struct GameLine: Hashable, Sendable {
  /// Points given to the home side; nil without a spread.
  public let homeSpread: Double?
  /// Points of both teams; nil without a total.
  public let total: Double?
  /// The same median over each book's first quote; nil unless a book has two moments.
  public let openingHomeSpread: Double?
  /// The same median over each book's first quote; nil unless a book has two moments.
  public let openingTotal: Double?
  /// Books that quoted either.
  public let books: Int
  /// The one book behind the spread, or `median`; nil without a spread.
  public let spreadSource: String?
  /// The one book behind the total, or `median`; nil without a total.
  public let totalSource: String?

  /// The line of a game; nil when there is no quote from before the tip-off.
  ///
  /// A quote whose moment is not recorded counts as earlier than any recorded one of its book.
  public init?(quotes: some Sequence<GameLineQuote>) {
    var books: [String: [GameLineQuote]] = [:]
    for quote in quotes where (quote.minutesBeforeTip ?? 0) >= 0 && (quote.homeSpread ?? quote.total) != nil {
      books[quote.book, default: []].append(quote)
    }
    guard !books.isEmpty else { return nil }
    let spread = Self.medians(books.values, \.homeSpread)
    let total = Self.medians(books.values, \.total)
    self.homeSpread = spread.closing
    self.openingHomeSpread = spread.opening
    self.total = total.closing
    self.openingTotal = total.opening
    self.books = books.count
    self.spreadSource = Self.source(books, \.homeSpread)
    self.totalSource = Self.source(books, \.total)
  }

  /// The spread from a team's own side, negative when it is the favourite.
  public func spread(isHome: Bool) -> Double? {
    homeSpread.map { isHome ? $0 : -$0 }
  }

  /// Points the market expects of a team: total/2 − its spread/2.
  public func impliedPoints(isHome: Bool) -> Double? {
    guard let total, let spread = spread(isHome: isHome) else { return nil }
    return total / 2 - spread / 2
  }

  private static func source(
    _ books: [String: [GameLineQuote]], _ value: (GameLineQuote) -> Double?
  ) -> String? {
    let quoting = books.filter { $0.value.contains { value($0) != nil } }.keys
    return quoting.count > 1 ? "median" : quoting.first
  }

  private static func medians(
    _ books: some Sequence<[GameLineQuote]>, _ value: (GameLineQuote) -> Double?
  ) -> (closing: Double?, opening: Double?) {
    var closings: [Double] = []
    var openings: [Double] = []
    var hasMovement = false
    for quotes in books {
      let inOrder = quotes.filter { value($0) != nil }.sorted {
        ($0.minutesBeforeTip ?? .max, value($0) ?? 0) > ($1.minutesBeforeTip ?? .max, value($1) ?? 0)
      }
      guard let first = inOrder.first, let last = inOrder.last, let opening = value(first), let closing = value(last)
      else { continue }
      closings.append(closing)
      openings.append(opening)
      hasMovement = hasMovement || first.minutesBeforeTip != last.minutesBeforeTip
    }
    guard !closings.isEmpty else { return (nil, nil) }
    return (median(closings), hasMovement ? median(openings) : nil)
  }
}
