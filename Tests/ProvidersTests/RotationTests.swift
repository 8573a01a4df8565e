import League
import Testing

@testable import ProviderSim

@Suite("Who is on the floor in a simulated game")
struct RotationTests {
  private static let games = SimulatedLeague(seed: 21, seasons: 1, teams: 8, gamesPerTeam: 10).play()[0].games

  /// Who was on the floor for how long by the play by play: five at a time, who begins a period being told by nobody.
  private func seconds(of isHome: Bool, in game: FinishedGame) -> [Int: Int] {
    var seconds: [Int: Int] = [:]
    for period in 1...game.play.home.periods.count {
      let length = period <= 4 ? 720 : 300
      var since: [Int: Int] = [:]
      var seen: Set<Int> = []
      for event in game.play.events where event.period == period && event.isHome == isHome {
        if seen.insert(event.playerID).inserted { since[event.playerID] = length }
        #expect(since[event.playerID] != nil, "\(event.playerID) acts from the bench in \(game.id)")
        guard case .substitution(let entering) = event.kind else { continue }
        seconds[event.playerID, default: 0] += (since.removeValue(forKey: event.playerID) ?? 0) - event.clock
        #expect(since[entering] == nil)
        seen.insert(entering)
        since[entering] = event.clock
      }
      for (player, start) in since { seconds[player, default: 0] += start }
    }
    return seconds
  }

  @Test("the changes of the play by play give the minutes of the box, and nobody acts from the bench")
  func minutes() {
    var (equal, players) = (0, 0)
    for game in Self.games {
      for (side, _, isHome) in game.sides {
        let told = seconds(of: isHome, in: game)
        for line in side.lines {
          players += 1
          // Who plays a whole period and does nothing in it is not told of: his minutes are those that are.
          #expect(told[line.player.id] ?? 0 <= line.seconds)
          equal += told[line.player.id] == line.seconds ? 1 : 0
        }
      }
    }
    #expect(players > 700 && Double(equal) > 0.98 * Double(players), "\(equal) of \(players)")
  }

  @Test("a side's minutes are five times the game's, starters begin, and margins add up to five times the score's")
  func sums() {
    for game in Self.games {
      for (side, other, _) in game.sides {
        let minutes = 48 + 5 * (side.periods.count - 4)
        #expect(side.lines.reduce(0) { $0 + $1.minutes } == 5 * minutes)
        #expect(side.lines.allSatisfy { $0.seconds == 60 * $0.minutes && (1...minutes).contains($0.minutes) })
        #expect(side.lines.reduce(0) { $0 + $1.plusMinus } == 5 * (side.points - other.points))
        #expect(side.lines.count { $0.isStarter } == 5 && side.lines.allSatisfy { $0.pf <= 6 })
      }
    }
  }
}
