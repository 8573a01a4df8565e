import League

/// Finds the player whom a name means, in the registry of a season.
struct PlayerRegister {
  /// What came of looking for a name.
  enum Finding: Equatable {
    case found(Int)
    /// Several are called so, and the teams do not tell which is meant.
    case ambiguous
    /// Nobody is called so.
    case unknown
  }

  private let ids: Set<Int>
  private let byName: [String: [RegisteredPlayer]]
  private let aliases: [String: Int]

  init(_ players: [RegisteredPlayer], aliases: [RegisteredAlias]) {
    ids = Set(players.map(\.playerID))
    byName = Dictionary(grouping: players, by: \.playerLookup)
    self.aliases = Dictionary(aliases.map { ($0.aliasLookup, $0.playerID) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether the registry has a person.
  func has(_ id: Int) -> Bool { ids.contains(id) }

  /// The player whom a name means among the players of some teams: by the name itself in these teams, then in the
  /// season, then as another name of a player, then without its suffix where that leaves one player of these teams.
  func player(called lookup: String, among teams: [String]) -> Finding {
    let called = byName[lookup] ?? []
    let near = Set(called.filter { teams.contains($0.team) }.map(\.playerID))
    if near.count == 1, let id = near.first { return .found(id) }
    let all = Set(called.map(\.playerID))
    if all.count == 1, let id = all.first { return .found(id) }
    guard all.isEmpty else { return .ambiguous }
    if let id = aliases[lookup] { return .found(id) }
    guard let short = PlayerKey(rawValue: lookup)?.withoutSuffix.rawValue else { return .unknown }
    let alike = byName.filter { PlayerKey(rawValue: $0.key)?.withoutSuffix.rawValue == short }.values.joined()
    let similar = Set(alike.filter { teams.contains($0.team) }.map(\.playerID))
    if similar.count == 1, let id = similar.first { return .found(id) }
    return similar.isEmpty ? .unknown : .ambiguous
  }
}
