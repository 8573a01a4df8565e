/// How long a team's players were on the floor in one period.
///
/// Nobody says who begins a period. Whoever acts or leaves without having come in during it was there from its start;
/// five are to be found so.
struct FloorTime {
  private let length: Double
  private var cameIn: [Int: Double] = [:]
  private var spent: [Int: Double] = [:]
  private var starters = 0

  /// A period of so many seconds.
  init(length: Double) {
    self.length = length
  }

  /// Takes in the team's next event.
  mutating func see(_ event: PlayEvent) {
    if case .substitution(let entering) = event.kind {
      place(event.playerID)
      if let since = cameIn.removeValue(forKey: event.playerID) {
        spent[event.playerID, default: 0] += since - event.clock
      }
      spent[entering, default: 0] += 0
      cameIn[entering] = event.clock
    } else {
      place(event.playerID)
    }
  }

  /// Seconds of a player; nil when he was not seen and a place on the floor is not accounted for.
  func seconds(of player: Int) -> Double? {
    guard let spent = spent[player] else { return starters == 5 ? 0 : nil }
    return spent + (cameIn[player] ?? 0)
  }

  private mutating func place(_ player: Int) {
    guard spent[player] == nil else { return }
    spent[player] = 0
    cameIn[player] = length
    starters += 1
  }
}
