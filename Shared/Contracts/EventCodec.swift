import League
import Telemetry

/// Events as bytes: CloudEvents 1.0 in the Kafka binary binding (`ce_` headers, JSON body), and back.
///
/// Read as well, never written: the structured binding, and a bare JSON body without headers, which is a date request.
public enum EventCodec {
  /// A header of a message.
  public typealias Header = (name: String, value: String)

  /// The headers and body of an event. The body's keys are in alphabetical order.
  public static func encode(_ event: Event) throws -> (key: String, headers: [Header], body: [UInt8]) {
    let request = event.request
    let date = request.date.description
    var headers: [Header] = [
      ("ce_specversion", "1.0"),
      ("ce_id", event.id),
      ("ce_source", event.source),
      ("ce_type", event.payload.type),
      ("ce_subject", date),
      ("ce_time", event.time),
      ("ce_partitionkey", date),
      ("ce_runid", request.runID),
      ("ce_origin", request.mode.rawValue),
      ("ce_skipdownstream", request.skipDownstream ? "true" : "false"),
      ("ce_attempt", String(request.attempt)),
      ("content-type", "application/json"),
      ("traceparent", event.trace.traceparent),
    ]
    headers += event.extensions.sorted { $0.key < $1.key }.map { ("ce_" + $0.key, $0.value) }
    return (date, headers, try JSONValue.object(event.payload.fields).bytes())
  }

  /// The event in a message.
  ///
  /// - Parameters:
  ///   - fallbackID: names a bare request that carries no id: topic, partition and offset do.
  ///   - time: stands in for a missing time.
  /// - Throws: ``EventError``; the message is not an event and never will be.
  public static func decode(
    headers: [Header], body: [UInt8], fallbackID: String, time: String
  ) throws(EventError) -> Event {
    guard !body.isEmpty else { throw .emptyBody }
    var attributes: [String: String] = [:]
    for header in headers where attributes[header.name.lowercased()] == nil {
      attributes[header.name.lowercased()] = header.value
    }
    var fields = try object(body)
    if attributes["content-type"]?.hasPrefix("application/cloudevents+json") == true {
      for (name, value) in fields where name != "data" {
        attributes["ce_" + name] = value.plainText
      }
      guard case .object(let data)? = fields["data"] else { throw .missing("data") }
      fields = data
    }

    let parent = attributes["traceparent"] ?? attributes["ce_traceparent"]
    let trace = parent.flatMap { TraceContext(traceparent: $0) } ?? .root()
    guard let version = attributes["ce_specversion"] else {
      let request = try DateRequested(fields: fields, defaultRunID: "adhoc-" + fallbackID)
      return Event(
        id: fallbackID, source: "/external", time: time, trace: trace, payload: .dateRequested(request))
    }
    guard version == "1.0" else { throw .unknownSpecVersion(version) }
    guard let type = attributes["ce_type"] else { throw .missing("ce_type") }
    guard let id = attributes["ce_id"] else { throw .missing("ce_id") }
    guard let source = attributes["ce_source"] else { throw .missing("ce_source") }
    let payload: Event.Payload
    switch type {
    case Event.Payload.dateRequestedType:
      payload = .dateRequested(try DateRequested(fields: fields, defaultRunID: attributes["ce_runid"] ?? "adhoc-" + id))
    case Event.Payload.phaseCompletedType:
      payload = .phaseCompleted(try PhaseCompleted(fields: fields))
    default:
      throw .unknownType(type)
    }
    let extensions = attributes.filter { $0.key.hasPrefix("ce_") && !known.contains($0.key) }
    return Event(
      id: id, source: source, time: attributes["ce_time"] ?? time, trace: trace, payload: payload,
      extensions: Dictionary(uniqueKeysWithValues: extensions.map { (String($0.key.dropFirst(3)), $0.value) }))
  }

  private static let known: Set<String> = [
    "ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "ce_partitionkey", "ce_runid",
    "ce_origin", "ce_skipdownstream", "ce_attempt", "ce_datacontenttype", "ce_traceparent",
  ]

  private static func object(_ body: [UInt8]) throws(EventError) -> [String: JSONValue] {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: body)
    } catch {
      throw .notAnObject("it is no JSON: \(error)")
    }
    guard case .object(let fields) = value else { throw .notAnObject("it is another kind of JSON value") }
    return fields
  }
}

extension Event.Payload {
  static let dateRequestedType = "backcourt.date.requested.v1"
  static let phaseCompletedType = "backcourt.phase.completed.v1"

  var type: String {
    switch self {
    case .dateRequested: Self.dateRequestedType
    case .phaseCompleted: Self.phaseCompletedType
    }
  }

  var fields: [String: JSONValue] {
    switch self {
    case .dateRequested(let request): request.fields
    case .phaseCompleted(let completion): completion.fields
    }
  }
}
