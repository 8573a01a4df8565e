import ArgumentParser
import League

/// Which league is simulated.
struct LeagueOptions: ParsableArguments {
  @Option(help: "How many seasons.")
  var seasons = 2

  @Option(help: "The season to begin with.")
  var firstSeason = "2011-12"

  @Option(help: "Everything follows from this number: the same seed gives the same league.")
  var seed: UInt64 = 1

  @Option(help: "Teams, an even number from 8 to 30.")
  var teams = 12

  @Option(help: "Regular-season games of each team; a season has twice as many game dates.")
  var gamesPerTeam = 20

  func validate() throws {
    guard (1...40).contains(seasons) else { throw ValidationError("--seasons must be 1 to 40") }
    guard (8...30).contains(teams), teams % 2 == 0 else {
      throw ValidationError("--teams must be an even number from 8 to 30")
    }
    guard (6...82).contains(gamesPerTeam) else { throw ValidationError("--games-per-team must be 6 to 82") }
    guard Season(label: firstSeason[...]) != nil else {
      throw ValidationError("--first-season '\(firstSeason)' is not a season; write it as 2011-12")
    }
  }

  /// The league; nil for options that ``validate()`` refuses.
  var league: SimulatedLeague? {
    Season(label: firstSeason[...]).map { first in
      SimulatedLeague(seed: seed, seasons: seasons, firstSeason: first, teams: teams, gamesPerTeam: gamesPerTeam)
    }
  }
}
