/// The one line a player is held to in a game: DraftKings, else FanDuel, else the median of the other books, else the
/// provider's consensus.
public struct PropLine: Hashable, Sendable {
  /// The closing line in points: the last quote before the tip-off.
  public let line: Double
  /// The book, or `median`.
  public let source: String
  /// The same book's first quote, or the provider's opening; nil when only one moment is known.
  public let openingLine: Double?
  /// Where the opening comes from: the book or `median` for its own first quote, `provider` for a stated opening; nil
  /// without one.
  public let openingSource: String?

  /// Closing minus opening; nil when the opening is not known.
  public var movement: Double? {
    openingLine.map { line - $0 }
  }

  /// The line chosen among a player's quotes for a game; nil when there is none from before the tip-off.
  ///
  /// A quote whose moment is not recorded counts as earlier than any recorded one of its book.
  public init?(quotes: some Sequence<PropQuote>) {
    var books: [String: [PropQuote]] = [:]
    for quote in quotes where (quote.minutesBeforeTip ?? 0) >= 0 {
      books[quote.book, default: []].append(quote)
    }
    let consensus = books.removeValue(forKey: "consensus")
    if let (book, quotes) = ["draftkings", "fanduel"].lazy.compactMap({ book in books[book].map { (book, $0) } }).first
    {
      self.init(book: book, quotes: quotes)
    } else if books.isEmpty {
      guard let consensus else { return nil }
      self.init(book: "consensus", quotes: consensus)
    } else {
      self.init(medianOf: books.values.map(Self.span))
    }
  }

  private init(book: String, quotes: [PropQuote]) {
    let span = Self.span(quotes)
    self.line = span.closing
    self.source = book
    self.openingLine = span.opening
    self.openingSource = span.opening.map { _ in span.isStated ? "provider" : book }
  }

  /// The opening is that of the same books, so it stands only when each of them has one.
  private init(medianOf spans: [Span]) {
    let openings = spans.compactMap(\.opening)
    self.line = Self.halfPoint(median(spans.map(\.closing)))
    self.source = "median"
    self.openingLine = openings.count == spans.count ? Self.halfPoint(median(openings)) : nil
    self.openingSource = openings.count < spans.count ? nil : spans.contains { $0.isStated } ? "provider" : "median"
  }

  /// A book's closing and opening; the opening may be stated by the provider instead of seen.
  private typealias Span = (closing: Double, opening: Double?, isStated: Bool)

  private static func span(_ quotes: [PropQuote]) -> Span {
    let inOrder = quotes.sorted {
      ($0.minutesBeforeTip ?? .max, $0.line) > ($1.minutesBeforeTip ?? .max, $1.line)
    }
    let first = inOrder[0]
    let last = inOrder[inOrder.count - 1]
    let isStated = first.minutesBeforeTip == last.minutesBeforeTip
    return (last.line, isStated ? last.openingLine : first.line, isStated)
  }

  /// To the nearest half point, ties down.
  private static func halfPoint(_ value: Double) -> Double {
    (value * 2 - 0.5).rounded(.up) / 2
  }
}
