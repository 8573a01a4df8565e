/// The systems as readers are told of them.
struct PublishedSystem: Sendable {
  let id: String
  let name: String
  let description: String

  /// The system whose predictions, results and bets are published: the one that has all others in it.
  static let primary = "ensemble_v1"

  /// In the order in which they are listed; a system that is not here follows, under its id.
  static let ranked: [PublishedSystem] = [
    .init(
      primary, "Ensemble",
      "The other systems combined: each without its bias, in the weights that made the error of the combination smallest in "
        + "earlier weeks"),
    .init(
      "xgboost_v1", "Trained trees", "Gradient-boosted trees over the feature store, trained on earlier dates only"),
    .init("moving_average", "Moving average", "Recent scoring, adjusted for rest, matchup, pace and venue"),
    .init("similarity_balanced_v1", "Similar games", "What he scored in earlier games under similar conditions"),
    .init("zone_matchup_v1", "Zone matchup", "Where he shoots from against what the opponent allows there"),
  ]

  init(_ id: String, _ name: String, _ description: String) {
    self.id = id
    self.name = name
    self.description = description
  }

  /// The systems with these ids, in their order.
  static func listed(_ ids: some Sequence<String>) -> [PublishedSystem] {
    let ids = Set(ids)
    let known = ranked.filter { ids.contains($0.id) }
    let others = ids.subtracting(known.map(\.id)).sorted()
    return known + others.map { PublishedSystem($0, $0, "") }
  }
}
