/// What is told to people.
public struct Alert: Hashable, Sendable, Codable {
  /// What it is about.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Something is amiss, or worse than it was.
    case amiss
    /// It is not any more.
    case over
    /// Something happened.
    case notice
    /// Somebody is watching: told at intervals, so that silence means something.
    case heartbeat
    /// Somebody wants to see that alerts arrive.
    case test
  }

  /// What it is about.
  public var kind: Kind
  /// How much it asks.
  public var severity: AlertSeverity
  /// The concern's cause, the notice's id.
  public var subject: String
  /// A sentence.
  public var title: String
  /// A few lines.
  public var details: [String]
  /// When it was found, RFC 3339 in UTC.
  public var at: String

  /// An alert.
  public init(kind: Kind, severity: AlertSeverity, subject: String, title: String, details: [String], at: String) {
    self.kind = kind
    self.severity = severity
    self.subject = subject
    self.title = title
    self.details = details
    self.at = at
  }

  /// The whole, for people.
  public var text: String {
    let mark =
      switch kind {
      case .amiss: severity.rawValue.uppercased()
      case .over: "OVER"
      case .notice: severity == .info ? "RUN" : severity.rawValue.uppercased()
      case .heartbeat: "WATCHING"
      case .test: "TEST"
      }
    return (["[\(mark)] \(title)"] + details).joined(separator: "\n")
  }
}
