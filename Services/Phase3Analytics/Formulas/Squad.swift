import League
import Pipeline

/// The members of a roster with their season so far, and what the absence of some means for the others.
struct Squad {
  /// In the order of the roster.
  let forms: [PlayerForm]
  /// Stars who are out or doubtful, by player id.
  let absentStars: [Int]
  let shares: UsageShares

  init(_ roster: TeamRoster, on date: GameDate, games: PastRows<PlayedGame>) {
    forms = roster.members.map { PlayerForm(before: date, games: games.of($0.playerID)) }
    var shares = UsageShares()
    var stars: [Int] = []
    for (member, form) in zip(roster.members, forms) {
      shares.add(
        usage: form.usage(inLast: 10), minutes: form.minutesPerGame(inLast: 10),
        isOut: member.notice?.availability == .out)
      if member.isAbsent == true, form.isStar { stars.append(member.playerID) }
    }
    self.shares = shares
    absentStars = stars
  }
}
