import League

/// What a model of a week is trained on.
enum TrainingWeek {
  /// Fewer rows train no model.
  static let fewestRows = 5_000

  /// The last date that a model of this week learns from: the Saturday before. The Sunday lies between, so that no model
  /// serves on the day after its last game.
  static func end(_ date: GameDate) -> GameDate {
    date.monday.adding(days: -2)
  }
}
