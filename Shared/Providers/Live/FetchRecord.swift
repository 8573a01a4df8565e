/// What is known of a document that was asked for: where from, when, with what result.
public struct FetchRecord: Codable, Hashable, Sendable {
  /// What an answer was.
  public enum Outcome: String, Codable, Sendable {
    /// The document, of the shape that its adapter knows.
    case ok
    /// The provider does not have it, or not yet.
    case absent
    /// A body that is not the document: cut short, HTML, of another shape. The body is kept as a sample.
    case malformed
  }

  /// The document's name.
  public var document: String
  /// Whose pace and breaker it fell under.
  public var source: String
  /// The address, secrets masked.
  public var address: String
  /// The last answer's status.
  public var status: Int
  /// What it was.
  public var outcome: Outcome
  /// When the stored bytes came, in seconds since 1970.
  public var fetchedAt: Int
  /// When the provider was last asked.
  public var checkedAt: Int
  /// The digest under which the body is stored; nil when there is none.
  public var sha256: String?
  /// The body's size.
  public var bytes: Int
  /// For the next conditional request.
  public var etag: String?
  /// For the next conditional request.
  public var lastModified: String?
  /// Requests that the last answer took, malformed ones before it included.
  public var tries: Int
  /// Why a body was malformed.
  public var problem: String?
}
