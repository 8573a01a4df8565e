import League
import Pipeline

/// Where a player's shots came from over some games.
///
/// A game is usable for zones when all three zones are known and add up to his field goal attempts, give or take one.
struct ShotProfile {
  /// Attempts and makes of one zone over the usable games.
  struct Zone: Equatable {
    var attempts = 0
    var makes = 0
  }

  private(set) var zones = ZoneValues(paint: Zone(), midRange: Zone(), three: Zone())
  /// Games whose zones are usable.
  private(set) var usableGames = 0
  /// Games in all.
  let games: Int
  private var assisted = 0
  private var unassisted = 0
  private var makesWithAssists = 0
  /// Usable games below which no rate is given.
  private static let minimumUsable = 3

  init(_ window: EntityRows<ShotGame>) {
    games = window.count
    for game in window {
      add(game)
    }
  }

  /// Attempts of all zones over the usable games.
  var totalAttempts: Int { zones.paint.attempts + zones.midRange.attempts + zones.three.attempts }

  /// Whether enough games are usable to give rates.
  var isKnown: Bool { usableGames >= Self.minimumUsable && totalAttempts > 0 }

  /// Percent of attempts in a zone, two decimals; nil when not known.
  func rate(_ zone: Zone) -> Double? {
    isKnown ? (100 * Double(zone.attempts) / Double(totalAttempts)).rounded(scale: 2) : nil
  }

  /// Share made in a zone, 0–1; nil without an attempt there.
  func share(_ zone: Zone) -> Double? {
    isKnown && zone.attempts > 0 ? Double(zone.makes) / Double(zone.attempts) : nil
  }

  /// Attempts in a zone for each usable game; nil when not known.
  func attemptsPerGame(_ zone: Zone) -> Double? {
    isKnown ? Double(zone.attempts) / Double(usableGames) : nil
  }

  /// Percent of makes that came with an assist; nil when there is none, or none is known.
  var assistedRate: Double? {
    isKnown && makesWithAssists > 0 ? 100 * Double(assisted) / Double(makesWithAssists) : nil
  }

  /// Percent of makes that came without one.
  var unassistedRate: Double? {
    isKnown && makesWithAssists > 0 ? 100 * Double(unassisted) / Double(makesWithAssists) : nil
  }

  /// The zone he is known for: paint from 40 %, then threes from 40 %, then mid-range from 35 %; else balanced.
  var primaryZone: ZoneName? {
    guard let paint = rate(zones.paint), let midRange = rate(zones.midRange), let three = rate(zones.three)
    else { return nil }
    return paint >= 40 ? .paint : three >= 40 ? .perimeter : midRange >= 35 ? .midRange : .balanced
  }

  private mutating func add(_ game: ShotGame) {
    if let made = game.fieldGoalsMade, let with = game.assistedMakes, let without = game.unassistedMakes {
      makesWithAssists += made
      assisted += with
      unassisted += without
    }
    guard let all = game.fieldGoalsAttempted, let paint = game.paintAttempts, let paintMade = game.paintMakes,
      let midRange = game.midRangeAttempts, let midRangeMade = game.midRangeMakes, let three = game.threesAttempted,
      let threeMade = game.threesMade, abs(paint + midRange + three - all) <= 1
    else { return }
    usableGames += 1
    zones.paint.attempts += paint
    zones.paint.makes += paintMade
    zones.midRange.attempts += midRange
    zones.midRange.makes += midRangeMade
    zones.three.attempts += three
    zones.three.makes += threeMade
  }
}
