/// What a member of the ensemble is worth.
struct MemberWeight: Hashable, Sendable {
  /// 0–1; those of all members add up to 1.
  var weight: Double
  /// Points to take off its predictions.
  var bias: Double
}
