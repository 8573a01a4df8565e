/// Something that happened and is told once: a run that began, came to half, or ended.
public struct Notice: Hashable, Sendable {
  /// Names it for ever.
  public var id: String
  /// How bad it is.
  public var severity: AlertSeverity
  /// What happened, in a sentence.
  public var title: String
  /// Figures, and what to do; a few lines.
  public var details: [String]

  /// A notice.
  public init(id: String, severity: AlertSeverity, title: String, details: [String] = []) {
    self.id = id
    self.severity = severity
    self.title = title
    self.details = details
  }
}
