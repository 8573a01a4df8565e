/// In which games of a date the books offer points lines.
struct Market: Sendable {
  private let games: Set<String>

  init(_ listed: [ScheduledPlayer]) {
    games = Set(listed.lazy.filter { $0.line != nil }.map(\.gameID))
  }

  func hasLines(_ gameID: String) -> Bool { games.contains(gameID) }
}
