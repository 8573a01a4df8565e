import League
import Pipeline

/// How a player does against his lines: hits, streak and margin, from 0 to 10.
struct Heat: Sendable {
  let tally: LineTally
  /// Games in a row over or under, up to the last.
  let streak: Int
  let side: LineResult?
  let meanMargin: Double

  /// - Parameter games: games with a line, oldest first; nil without a decided one.
  init?(_ games: EntityRows<PlayedGame>) {
    tally = LineTally(games)
    guard tally.decided > 0, let margin = games.meanMargin else { return nil }
    meanMargin = margin
    side = games.last?.result == .push ? nil : games.last?.result
    streak = side.map { games.run(of: $0).count } ?? 0
  }

  var hitRate: Double { tally.overRate ?? 0 }

  /// 10·(0.5·hit rate + 0.25·min(streak/10, 1) + 0.25·clamp((margin + 10)/20, 0, 1)); only a streak of overs warms.
  var score: Double {
    let run = side == .over ? min(Double(streak) / 10, 1) : 0
    return 10 * (0.5 * hitRate + 0.25 * run + 0.25 * min(max((meanMargin + 10) / 20, 0), 1))
  }
}
