public import League

/// Who is who, for documents that know players by name alone.
public struct PlayerDirectory: Hashable, Sendable {
  private struct Entry: Hashable {
    let id: Int
    let team: TeamCode?
  }

  private var entries: [PlayerKey: [Entry]] = [:]
  private var withoutSuffix: [PlayerKey: [Entry]] = [:]

  /// Nobody.
  public init() {}

  /// How many players it has.
  public var count: Int { Set(entries.values.joined().map(\.id)).count }

  mutating func add(id: Int, name: PlayerName, team: TeamCode?) {
    let entry = Entry(id: id, team: team)
    entries[name.key, default: []].append(entry)
    withoutSuffix[Self.trimmed(name), default: []].append(entry)
  }

  /// The league's id of a player: by his whole name among the players of some teams, else among all when only one bears
  /// it, else by his name without a suffix when that leaves one player of those teams. The index knows a player's team of
  /// today, so one who was traded is found by the second rule.
  public func id(of name: PlayerName, among teams: [TeamCode]) -> Int? {
    let exact = entries[name.key] ?? []
    let near = exact.filter { entry in entry.team.map(teams.contains) ?? false }
    if near.count == 1 { return near[0].id }
    if exact.count == 1 { return exact[0].id }
    guard exact.isEmpty else { return nil }
    let alike = (withoutSuffix[Self.trimmed(name)] ?? []).filter { entry in entry.team.map(teams.contains) ?? false }
    return alike.count == 1 ? alike[0].id : nil
  }

  private static func trimmed(_ name: PlayerName) -> PlayerKey {
    let words = name.text.split(separator: " ")
    let isSuffixed = words.count > 2 && suffixes.contains(PlayerKey(words[words.count - 1]).rawValue)
    return isSuffixed ? PlayerKey(words.dropLast().joined(separator: " ")) : name.key
  }

  private static let suffixes: Set = ["jr", "sr", "ii", "iii", "iv", "v"]
}
