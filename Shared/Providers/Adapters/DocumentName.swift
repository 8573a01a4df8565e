import League

/// The name of a provider's document: its adapter and what it is of, such as `nba_box.0022400561` or
/// `balldontlie_box.0022400561.NYK.PHI`.
///
/// It stands where an archive's payload has the stem of its file, and those hold no dot. A document that holds several
/// games is named once for each game that it is read for, since it does not know the league's game ids.
public struct DocumentName: Hashable, Sendable, CustomStringConvertible {
  /// The adapter's name.
  public let adapter: String
  /// What it is of: a season, or a game with the visitors and the home team, and a page.
  public let parts: [String]

  /// A name.
  public init(_ adapter: String, _ parts: String...) {
    self.adapter = adapter
    self.parts = parts
  }

  /// A document of a game.
  public init(_ adapter: String, _ game: LeagueGame, page: Int? = nil) {
    self.adapter = adapter
    parts =
      [game.id, game.away.rawValue, game.home.rawValue] + (page.map { [$0 < 10 ? "0\($0)" : String($0)] } ?? [])
  }

  /// A name as it is stored; nil for the stem of an archive's file.
  public init?(stored text: some StringProtocol) {
    let parts = String(text).split(separator: "." as Character).map(String.init)
    guard parts.count >= 2 else { return nil }
    adapter = parts[0]
    self.parts = Array(parts.dropFirst())
  }

  /// The game that it is read for, without its tip-off.
  public func game() throws(ProviderError) -> LeagueGame {
    guard parts.count >= 3, let away = TeamCode(rawValue: parts[1]), let home = TeamCode(rawValue: parts[2]) else {
      throw .malformed(file: description, line: 1, problem: "the name of the document names no game")
    }
    return LeagueGame(id: parts[0], home: home, away: away)
  }

  /// `nba_box.0022400561`.
  public var description: String { ([adapter] + parts).joined(separator: ".") }
}
