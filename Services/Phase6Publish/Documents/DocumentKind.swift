import League

/// A kind of document as it is declared: where its documents stand, how long a reader may keep them, and the version
/// of their shape.
///
/// Every kind has a JSON Schema in `docs/documents/{schema}.schema.json`.
struct DocumentKind: Hashable, Sendable {
  /// Name of its schema.
  var schema: String
  /// Version of its shape; raised when a field changes its meaning or goes away.
  var version = 1
  /// Where its documents stand; `{date}`, `{player}` and `{season}` are filled in.
  var path: String
  /// Seconds for which a reader may keep one.
  var maxAge: Int
  /// The document of the newest date stands here as well, moved forward by live work alone; nil when there is no such.
  var current: String?
  /// Seconds for which a reader may keep that one.
  var currentMaxAge = 300
  /// Whether the document of a later date takes the place of that of an earlier one: it is the newest of its kind.
  var isRolling: Bool { !path.contains("{date}") }

  /// The path of the document of a date.
  func path(on date: GameDate) throws(DocumentError) -> DocumentPath {
    try DocumentPath(path.replacing("{date}", with: "\(date)"))
  }

  /// The path of the document of a player.
  func path(player: String, season: Season? = nil, date: GameDate? = nil) throws(DocumentError) -> DocumentPath {
    try DocumentPath(
      path.replacing("{player}", with: player).replacing("{season}", with: season?.label ?? "")
        .replacing("{date}", with: date?.description ?? ""))
  }
}
