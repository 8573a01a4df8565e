public import JSON
public import League

/// What a document is read with.
public struct DocumentContext: Sendable {
  /// The document's name.
  public let name: DocumentName
  /// The game date that it is read for.
  public let date: GameDate
  /// The league's players, for documents that know them by name alone.
  public let players: PlayerDirectory

  /// A context.
  public init(name: DocumentName, date: GameDate, players: PlayerDirectory = PlayerDirectory()) {
    self.name = name
    self.date = date
    self.players = players
  }
}

/// Reads one provider's documents into the lines of the archive.
///
/// A document of another shape is an error, never an empty answer. A line that is well formed and cannot be true is let
/// through: the raw tables hold lines against the schedule and keep what they refuse.
public protocol DocumentAdapter: Sendable {
  /// The first part of its documents' names.
  static var name: String { get }

  /// The lines of a kind; nil when its documents have none of that kind.
  ///
  /// - Throws: ``ProviderError/malformed(file:line:problem:)``.
  static func lines(
    of kind: PayloadKind, in document: JSONDocument, _ context: DocumentContext
  ) throws(ProviderError) -> DocumentLines?
}
