public import League

/// Where payloads come from: an archive on disk, and whatever else is put behind the same door.
///
/// A call that gives no payload means that the source has nothing for that date. A source that cannot tell throws.
public protocol Source: Sendable {
  /// The name that goes into payloads and the warehouse, such as `archive`.
  var name: String { get }

  /// The seasons whose schedule the source knows, ascending.
  func seasons() async throws(ProviderError) -> [Season]

  /// The schedule of a whole season with the results known so far: a `games` payload.
  ///
  /// - Throws: `ProviderError.seasonMissing` when the source does not know the season.
  func schedule(of season: Season) async throws(ProviderError) -> Payload

  /// Who the players of a season are: the league's index of them; nil when the source has none.
  func players(of season: Season) async throws(ProviderError) -> Payload?

  /// What the source has of a kind for one game date: a payload for each file that has lines for it.
  func slices(of kind: PayloadKind, on date: GameDate) async throws(ProviderError) -> [Payload]
}
