/// A points line that a book offered before the tip-off. There are no estimated lines.
struct BookLine: Hashable, Sendable {
  var points: Double
  /// The book, or `median` of several.
  var book: String
}
