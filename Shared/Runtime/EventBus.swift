public import Bus
public import Contracts
import Foundation
public import Telemetry

/// Events over the bus: the one place where a typed event becomes a message, and back.
public enum EventBus {
  /// The message of an event on a topic.
  public static func message(_ event: Event, on topic: Topic) throws -> Message {
    let (key, headers, body) = try EventCodec.encode(event)
    return Message(
      topic: topic.name, key: key, headers: headers.map { Message.Header($0.name, $0.value) }, body: body)
  }

  /// The event in a delivery.
  ///
  /// - Throws: ``Contracts/EventError`` when it is not one.
  public static func event(in delivery: Delivery, receivedAt time: String) throws(EventError) -> Event {
    let place = "\(delivery.message.topic)-\(delivery.partition)-\(delivery.offset)"
    return try EventCodec.decode(
      headers: delivery.message.headers.map { ($0.name, $0.value) }, body: delivery.message.body, fallbackID: place,
      time: time)
  }

  /// The lane a message belongs in, by its origin header; what has none came from an operator and is history.
  @Sendable public static func lane(of message: Message) -> Lane {
    message[header: "ce_origin"] == RunMode.live.rawValue ? .live : .backfill
  }

  /// A message for the dead-letter topic: the original bytes and headers, and why and whence it came.
  public static func deadLetter(_ delivery: Delivery, on topic: Topic, reason: String, at time: String) -> Message {
    var message = delivery.message
    message.topic = topic.name
    let place: [(String, String)] = [
      ("backcourt-reason", reason), ("backcourt-original-topic", delivery.message.topic),
      ("backcourt-original-partition", String(delivery.partition)),
      ("backcourt-original-offset", String(delivery.offset)), ("backcourt-dead-since", time),
    ]
    message.headers.removeAll { header in place.contains { $0.0 == header.name } }
    message.headers += place.map { Message.Header($0.0, $0.1) }
    return message
  }

  /// A dead letter for a request whose message is settled already: the request as the phase would be asked for it again.
  public static func deadLetter(
    _ request: DateRequested, of phase: Phase, trace: TraceContext, reason: String, at time: String
  ) throws -> Message {
    var request = request
    request.from = phase
    let event = Event(
      id: "\(request.runID)/\(request.date)/\(phase.rawValue)/\(request.attempt)",
      source: "/backcourt/\(phase.rawValue)",
      time: time, trace: trace, payload: .dateRequested(request))
    var message = try message(event, on: .deadLetter(phase))
    message.headers += [
      Message.Header("backcourt-reason", reason), Message.Header("backcourt-dead-since", time),
    ]
    return message
  }
}
