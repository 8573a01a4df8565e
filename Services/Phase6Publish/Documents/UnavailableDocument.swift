/// A document that only a live source can feed. Until there is one it says so, instead of being absent or empty.
struct UnavailableDocument: Sendable {
  let kind: DocumentKind
  private let reason: String

  /// Live scores, live grading, and news.
  static let all = [
    UnavailableDocument(
      kind: DocumentKind(schema: "not-available", path: "live/latest.json", maxAge: 30),
      reason: "no source of live scores is connected; history has none"),
    UnavailableDocument(
      kind: DocumentKind(schema: "not-available", path: "live-grading/latest.json", maxAge: 30),
      reason: "no source of live scores is connected, so nothing is graded before a game is final"),
    UnavailableDocument(
      kind: DocumentKind(schema: "not-available", path: "player-news/nba/tonight-summary.json", maxAge: 300),
      reason: "no source of news is connected"),
  ]

  /// The document.
  func document() throws -> Document {
    Document(kind, at: try DocumentPath(kind.path), date: nil, through: nil, entries: 0) { json in
      json.field("status", "not_available")
      json.field("reason", reason)
    }
  }
}
