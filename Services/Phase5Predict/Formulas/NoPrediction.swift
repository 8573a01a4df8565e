import Warehouse

/// Why a system says nothing of a player.
enum NoPrediction: String, ColumnValue, CaseIterable {
  /// Under three games this season: no row in the feature store.
  case littleHistory = "little_history"
  /// He is ruled out.
  case out = "out"
  /// One of the averages of 5 games, 10 games and the season is not known.
  case noAverages = "no_averages"
  /// No model was trained before the date.
  case noModel = "no_model"
  /// There is a model, but it must not serve: ``ModelRefusal`` says why.
  case modelRefused = "model_refused"
  /// The model has nothing to start from: neither a line nor minutes and points of his own.
  case noStart = "no_start"
  /// Fewer than five earlier games were like this one.
  case fewSimilarGames = "few_similar_games"
  /// Fewer than two members of the ensemble predict him.
  case fewMembers = "few_members"
}
