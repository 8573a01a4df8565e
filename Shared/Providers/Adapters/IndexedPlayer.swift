import JSON
public import League

/// A player as an index of the league's players has him.
public struct IndexedPlayer: Hashable, Sendable {
  /// NBA.com person id.
  public let id: Int
  /// First name first.
  public let name: PlayerName
  /// The teams of the season, in order, where the source has them; that of today in the league's own index.
  public let teams: [TeamCode]
  /// `G`, `F-C`; nil when not told.
  public let position: String?
  /// The number on his back; nil when not told.
  public let jersey: String?

  init(id: Int, name: PlayerName, teams: [TeamCode], position: String? = nil, jersey: String? = nil) {
    self.id = id
    self.name = name
    self.teams = teams
    self.position = position
    self.jersey = jersey
  }

  /// The players of a stored index: an archive's `players_2022-23`, or a document of the league's.
  ///
  /// - Throws: ``ProviderError/malformed(file:line:problem:)`` for what is neither.
  public static func all(in file: String, _ bytes: [UInt8]) throws(ProviderError) -> [IndexedPlayer] {
    guard let name = DocumentName(stored: file) else { return try lines(of: CSVTable(bytes, name: file)) }
    guard name.adapter == NBAPlayerIndex.name else {
      throw .malformed(file: file, line: 1, problem: "no index of players is called '\(name.adapter)'")
    }
    return try NBAPlayerIndex.players(in: JSONDocument(bytes, name: file))
  }

  private static func lines(of table: CSVTable) throws(ProviderError) -> [IndexedPlayer] {
    let (id, name, teams) = (
      try table.column("player_id"), try table.column("player_name"), try table.column("teams")
    )
    let position = table.optionalColumn("position")
    var players: [IndexedPlayer] = []
    for line in table.rows {
      let codes = try line.optionalText(teams)?.split(separator: "/") ?? []
      var known: [TeamCode] = []
      for code in codes {
        guard let team = TeamCode(alias: code) else { throw line.wrong(teams, expected: "teams such as DAL/BKN") }
        known.append(team)
      }
      players.append(
        IndexedPlayer(
          id: try line.int(id), name: try line.value(name, expected: "a name") { PlayerName($0) }, teams: known,
          position: try line.optionalText(position)))
    }
    return players
  }
}
