import League

/// One event of the play by play, as far as anything is counted from it.
struct PlayEvent: Sendable {
  enum Kind: Sendable {
    case shot(value: Int, zone: ShotZone, isMade: Bool)
    /// `isSingle` is a trip of one, neither technical nor flagrant.
    case freeThrow(isMade: Bool, isSingle: Bool)
    case block
    /// He leaves, `player` comes.
    case substitution(player: Int)
    /// Something that only somebody on the floor can do.
    case presence
  }

  var gameID = ""
  /// Its place in the game.
  var order = 0
  /// The number it shares with the events that belong to it.
  var number = 0
  var period = 1
  /// Seconds left in the period.
  var clock = 0.0
  var team = TeamCode.atl
  var playerID = 0
  var kind = Kind.presence
  var source = ""
}
