import League

/// In which weeks a model is trained, and on what.
enum TrainingWeek {
  /// Weeks from one training to the next.
  static let cadence = 4
  /// Fewer rows train no model.
  static let fewestRows = 5_000

  /// Whether a model is trained at the opening of the week of a date. The weeks are counted from 1970, so that they are the
  /// same whatever is replayed.
  static func isDue(_ date: GameDate) -> Bool {
    (date.monday.dayNumber + 3) / 7 % cadence == 0
  }

  /// The last date that a model of this week learns from: the Saturday before. The Sunday lies between, so that no model
  /// serves on the day after its last game.
  static func end(_ date: GameDate) -> GameDate {
    date.monday.adding(days: -2)
  }
}
