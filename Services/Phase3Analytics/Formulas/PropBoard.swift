import League

/// The points lines of a date, one for each player and game.
struct PropBoard {
  private struct PlayerInGame: Hashable {
    var gameID: String
    var playerID: Int
  }

  private let lines: [PlayerInGame: PropLine]

  init(_ snapshots: [PropSnapshot]) {
    var quotes: [PlayerInGame: [PropQuote]] = [:]
    for snapshot in snapshots where snapshot.market == "player_points" && snapshot.isMain {
      guard let player = snapshot.playerID else { continue }
      quotes[PlayerInGame(gameID: snapshot.gameID, playerID: player), default: []].append(
        PropQuote(
          book: snapshot.book, line: snapshot.line, minutesBeforeTip: snapshot.minutesBeforeTip,
          openingLine: snapshot.openingLine))
    }
    lines = quotes.compactMapValues { PropLine(quotes: $0) }
  }

  /// A player's line in a game; nil without a quote from before the tip-off.
  func line(player: Int, in gameID: String) -> PropLine? {
    lines[PlayerInGame(gameID: gameID, playerID: player)]
  }

  /// The players who have a line in a game.
  func players(in gameID: String) -> [Int] {
    lines.keys.filter { $0.gameID == gameID }.map(\.playerID).sorted()
  }
}
