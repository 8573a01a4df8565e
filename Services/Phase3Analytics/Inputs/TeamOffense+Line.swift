import League

extension TeamOffense {
  /// What a player's usage is measured against; nil when the team's plays are not known.
  var line: BoxLine? {
    guard let fieldGoalsAttempted, let freeThrowsAttempted, let turnovers, let fieldGoalsMade else { return nil }
    return BoxLine(
      points: points, fieldGoalsMade: fieldGoalsMade, fieldGoalsAttempted: fieldGoalsAttempted,
      freeThrowsAttempted: freeThrowsAttempted, turnovers: turnovers)
  }
}
