/// The topic catalogue. Every topic has 12 partitions and is keyed by game date.
public struct Topic: Hashable, Sendable, CustomStringConvertible {
  /// The full name, prefix and all.
  public let name: String

  /// Partitions of every topic: the most consumers that one phase can use.
  public static let partitions = 12

  /// Requests to process a date. Open to anyone with a Kafka client.
  public static let backfillDate = Topic(name: "backcourt.backfill.date")

  /// The completions of a phase.
  public static func complete(_ phase: Phase) -> Topic {
    Topic(name: "backcourt.\(phase.rawValue).complete")
  }

  /// Messages that a phase could not read or could not finish for good.
  public static func deadLetter(_ phase: Phase) -> Topic {
    Topic(name: "backcourt.\(phase.rawValue).deadletter")
  }

  /// Dead letters of the coordinator.
  public static let coordinatorDeadLetter = Topic(name: "backcourt.coordinator.deadletter")

  /// Every topic there is.
  public static let all: [Topic] =
    [.backfillDate] + Phase.allCases.map(Topic.complete) + Phase.allCases.map(Topic.deadLetter)
    + [.coordinatorDeadLetter]

  /// The topics that a phase consumes: requests, the completions of the phase before it, which start its work, and those
  /// of the phase that it has feedback from, which may be what its dates wait for.
  public static func inputs(of phase: Phase) -> [Topic] {
    [.backfillDate] + [phase.previous, phase.feedback].compactMap { $0.map(Topic.complete) }
  }

  /// The name.
  public var description: String { name }
}
