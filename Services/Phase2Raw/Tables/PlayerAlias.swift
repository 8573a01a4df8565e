import Contracts
import League
import Pipeline
import Warehouse

/// Other names of a season's players, under which sources without ids have them: a row for each such name.
struct PlayerAlias: SeasonTable {
  static let name: TableName = "player_alias"
  let version = 1
  let purpose = "Other names of a season's players, under which sources without ids have them."

  struct Row: Record {
    var aliasLookup = ""
    var playerID = 0
    var playerLookup = ""
    var kind = Kind.suffix

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("alias_lookup", &aliasLookup, "The other name in lower-case letters and digits")
      try c.column("player_id", &playerID, "NBA.com person id of the only player of the season whom it fits")
      try c.column("player_lookup", &playerLookup, "The name by which the registry has him")
      try c.column("alias_type", &kind, "suffix: without its jr or iii; spelling: another first name, from a list")
    }
  }

  /// Where an alias comes from.
  enum Kind: String, ColumnValue, CaseIterable {
    /// The registry's name without its suffix.
    case suffix
    /// ``League/PlayerKey/otherSpellings``.
    case spelling
  }

  let registered = WholeSeason<RegisteredPlayer>()
  var inputs: [any Input] { [registered] }

  func partitions(of season: Season, from view: AsOfView) throws -> [GameDate: Partition<Row>] {
    let players = try view[registered]
    let names = Set(players.map(\.playerLookup))
    var found: [String: Set<Row>] = [:]
    for player in players {
      guard let key = PlayerKey(rawValue: player.playerLookup) else { continue }
      var aliases = (PlayerKey.otherSpellings[key.rawValue] ?? []).map { ($0, Kind.spelling) }
      if key.withoutSuffix != key { aliases.append((key.withoutSuffix.rawValue, .suffix)) }
      for (alias, kind) in aliases where !names.contains(alias) {
        found[alias, default: []].insert(
          Row(aliasLookup: alias, playerID: player.playerID, playerLookup: key.rawValue, kind: kind))
      }
    }
    // A name that fits two tells neither.
    let rows = found.values.compactMap { $0.count == 1 ? $0.first : nil }
    return [season.partitionDate: rows.isEmpty ? .empty("nobody has another name") : Partition(rows)]
  }
}

extension PlayerAlias.Row: Hashable {}
