import Foundation
import League

/// The games of a date as readers want them told, and who is listed for them.
struct TonightBoard: Sendable {
  let games: [ScheduledGame]
  private let times: [String: TipOff]
  private let listed: [Int: ListedPlayer]

  /// When a game starts.
  private struct TipOff {
    var utc: String?
    var eastern: String?
  }

  init(_ games: [ScheduledGame], listed: [ListedPlayer]) {
    self.games = games.sorted { $0.gameID < $1.gameID }
    times = Dictionary(
      games.map { ($0.gameID, TipOff(utc: $0.tipOff, eastern: $0.tipOff.flatMap(Self.easternTime))) }
    ) { first, _ in first }
    self.listed = Dictionary(listed.map { ($0.playerID, $0) }) { first, _ in first }
  }

  /// When a game starts, as `7:30 PM ET`; nil when it is not known.
  func easternTime(of gameID: String) -> String? { times[gameID]?.eastern }

  /// What is known of a player's game; nil when he is not listed for one.
  func player(_ id: Int) -> ListedPlayer? { listed[id] }

  /// Writes a field with the game that a player is listed for, or null.
  func write(_ name: StaticString, of player: Int, to json: inout JSONText) {
    json.object(name, of: listed[player]) { json, listed in
      let tipOff = times[listed.gameID]
      json.field("opponent", listed.opponent)
      json.field("game_time", tipOff?.eastern)
      json.field("tip_utc", tipOff?.utc)
      json.field("home", listed.isHome)
    }
  }

  /// `2024-01-16T00:30:00Z` as `7:30 PM ET`; nil for what is no moment in UTC.
  static func easternTime(_ utc: String) -> String? {
    let parts = utc.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
    guard parts.count >= 5, let date = GameDate(year: parts[0], month: parts[1], day: parts[2]) else { return nil }
    let seconds = date.dayNumber * 86_400 + parts[3] * 3600 + parts[4] * 60
    let offset = eastern?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))) ?? -5 * 3600
    let minutes = ((seconds + offset) / 60) % 1440
    let hour = minutes / 60 % 12
    let minute = minutes % 60
    return "\(hour == 0 ? 12 : hour):\(minute < 10 ? "0" : "")\(minute) \(minutes < 720 ? "AM" : "PM") ET"
  }

  private static let eastern = TimeZone(identifier: "America/New_York")
}
