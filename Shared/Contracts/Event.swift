public import Telemetry

/// A typed event with its envelope.
public struct Event: Hashable, Sendable {
  /// Unique for each request; equal for each repetition of the same fact.
  public var id: String
  /// Who sent it: `/backcourt/phase3`.
  public var source: String
  /// When, RFC 3339, UTC.
  public var time: String
  /// The step that caused it.
  public var trace: TraceContext
  /// The fact or request itself.
  public var payload: Payload
  /// CloudEvents extension attributes that this version does not know, by name without `ce_`.
  public var extensions: [String: String]

  /// What happened, or what is asked.
  public enum Payload: Hashable, Sendable {
    case dateRequested(DateRequested)
    case phaseCompleted(PhaseCompleted)
  }

  /// An event.
  public init(
    id: String, source: String, time: String, trace: TraceContext, payload: Payload, extensions: [String: String] = [:]
  ) {
    self.id = id
    self.source = source
    self.time = time
    self.trace = trace
    self.payload = payload
    self.extensions = extensions
  }

  /// The request, which every event carries.
  public var request: DateRequested {
    switch payload {
    case .dateRequested(let request): request
    case .phaseCompleted(let completion): completion.request
    }
  }
}
