/// Something that is amiss for as long as it stands: all that has one cause is one concern, however often it happened.
public struct Concern: Hashable, Sendable {
  /// Names it from look to look; what differs from case to case is not part of it.
  public var cause: String
  /// How bad it is.
  public var severity: AlertSeverity
  /// What is amiss, in a sentence.
  public var title: String
  /// Where, and what to do about it; a few lines.
  public var details: [String]
  /// How many cells, letters or runs it concerns.
  public var count: Int

  /// A concern.
  public init(cause: String, severity: AlertSeverity, title: String, details: [String] = [], count: Int = 1) {
    self.cause = cause
    self.severity = severity
    self.title = title
    self.details = details
    self.count = count
  }
}
