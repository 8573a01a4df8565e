import League
import Testing

@testable import ProviderSim

@Suite("The simulated calendar")
struct RegularScheduleTests {
  private func schedule(teams: Int, rounds: Int) throws -> [Fixture] {
    var dice = Dice(seed: 3)
    let opening = try #require(GameDate("2011-10-25"))
    return RegularSchedule(teams: teams, rounds: rounds, opening: opening, dice: &dice).fixtures
  }

  @Test(
    "every team plays its games, at most one a date, as many at home as away, in stands and trips of one to six",
    arguments: [8, 12, 30], [6, 13, 40, 82])
  func sides(teams: Int, rounds: Int) throws {
    let fixtures = try schedule(teams: teams, rounds: rounds)
    #expect(fixtures.count == teams * rounds / 2)
    #expect(Set(fixtures.map(\.number)).count == fixtures.count)
    var lengths: [Int: Int] = [:]
    for team in 0..<teams {
      let own = fixtures.filter { $0.home == team || $0.away == team }
      #expect(own.count == rounds)
      #expect(zip(own, own.dropFirst()).allSatisfy { $0.date < $1.date })
      #expect(own.allSatisfy { $0.home != $0.away })
      let home = own.map { $0.home == team }
      let road = home.count { !$0 }
      #expect(abs(2 * road - rounds) == rounds % 2, "team \(team) plays \(road) of \(rounds) away")
      for stretch in Self.stretches(of: home) { lengths[stretch, default: 0] += 1 }
    }
    #expect(lengths.keys.max() ?? 0 <= 6)
    guard rounds >= 40 else { return }
    let all = lengths.values.reduce(0, +)
    #expect(Double(teams * rounds) / Double(all) > 2, "a stretch has few games, not one: \(lengths)")
    #expect(lengths.filter { $0.key >= 3 }.values.reduce(0, +) * 4 > all, "real trips are among them: \(lengths)")
  }

  /// How many equal sides follow each other, each time.
  private static func stretches(of sides: [Bool]) -> [Int] {
    sides.indices.reduce(into: []) { lengths, index in
      if index > 0, sides[index] == sides[index - 1] {
        lengths[lengths.count - 1] += 1
      } else {
        lengths.append(1)
      }
    }
  }

  @Test("seasons open and end when a date's season by the calendar says that they do, 2020-21 in December")
  func openings() throws {
    let league = SimulatedLeague(seed: 2, seasons: 3, firstSeason: Season(startYear: 2019), teams: 8, gamesPerTeam: 82)
    let seasons = league.play()
    #expect(seasons.map { $0.games.first?.date.description } == ["2019-10-22", "2020-12-22", "2021-10-19"])
    for season in seasons {
      #expect(season.games.allSatisfy { Season(nominal: $0.date) == season.season }, "\(season.season)")
      #expect(season.games.allSatisfy { $0.date > season.season.partitionDate })
    }
  }
}
