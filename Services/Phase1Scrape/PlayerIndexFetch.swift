/// What came of asking for a season's player index.
struct PlayerIndexFetch: Sendable {
  /// The index; empty when there is none.
  let references: [PayloadReference]
  /// Why there is none, when the source has failed.
  let problem: String?
}
