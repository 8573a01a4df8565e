import Contracts
import League
import Telemetry
import TestKit
import Testing

@Suite("Events as bytes")
struct EventCodecTests {
  private func decode(_ headers: [EventCodec.Header] = [], _ body: String) throws(EventError) -> Event {
    try EventCodec.decode(
      headers: headers, body: Array(body.utf8), fallbackID: "backcourt.backfill.date-3-17",
      time: "2024-03-01T00:00:00.000Z")
  }

  @Test("a request is exactly the checked-in bytes, and reads back as it was")
  func goldenRequest() throws {
    let event = try Sample.event(.dateRequested(Sample.request), extensions: ["tenant": "east", "dataregion": "us"])
    let golden = try Golden(file: "DateRequested.golden")
    #expect(String(decoding: try Golden(event).bytes, as: UTF8.self) == String(decoding: golden.bytes, as: UTF8.self))
    #expect(try golden.event() == event)
  }

  @Test("R69: a completion is exactly the checked-in bytes, and reads back as it was")
  func goldenCompletion() throws {
    let event = try Sample.event(.phaseCompleted(Sample.completion))
    let golden = try Golden(file: "PhaseCompleted.golden")
    #expect(String(decoding: try Golden(event).bytes, as: UTF8.self) == String(decoding: golden.bytes, as: UTF8.self))
    #expect(try golden.event() == event)
  }

  @Test("a bare JSON body is a request with defaults for everything but what it says")
  func bareBody() throws {
    let event = try decode([], #"{"date":"2024-01-15","from":"phase3"}"#)
    let expected = DateRequested(
      runID: "adhoc-backcourt.backfill.date-3-17", date: day("2024-01-15"), from: .analytics, through: .publish,
      tables: nil, mode: .replay, skipDownstream: false, force: false, acceptGaps: false, bootstrapDays: nil,
      attempt: 1,
      requestedBy: "unknown", unknown: [:])
    #expect(event.payload == .dateRequested(expected))
    #expect(event.id == "backcourt.backfill.date-3-17")
    #expect(event.time == "2024-03-01T00:00:00.000Z")
  }

  @Test("a bare date starts at phase 1")
  func bareDate() throws {
    let request = try decode([], #"{"date":"2024-01-15"}"#).request
    #expect(request.from == .scrape)
    #expect(request.through == .publish)
  }

  @Test("two bare requests without a trace get traces of their own")
  func freshTraces() throws {
    let body = #"{"date":"2024-01-15"}"#
    #expect(try decode([], body).trace.traceID != decode([], body).trace.traceID)
  }

  @Test(
    "a phase may be written as phase3, 3 or analytics, and phase5 means predictions",
    arguments: [
      ("phase3", Phase.analytics), ("3", .analytics), ("Analytics", .analytics), ("phase5", .predict), ("5", .predict),
      ("phase5b", .grade), ("6", .publish),
    ])
  func phaseSpellings(text: String, phase: Phase) throws {
    #expect(try decode([], #"{"date":"2024-01-15","from":"\#(text)"}"#).request.from == phase)
  }

  @Test("null stands for a field that is not there")
  func nullFields() throws {
    let request = try decode([], #"{"date":"2024-01-15","from":null,"tables":null,"force":null}"#).request
    #expect(request.from == .scrape)
    #expect(request.tables == nil)
    #expect(!request.force)
  }

  @Test("the structured binding reads like the binary one")
  func structured() throws {
    let event = try decode(
      [("Content-Type", "application/cloudevents+json; charset=utf-8")],
      """
      {"specversion":"1.0","id":"42","source":"/elsewhere","type":"backcourt.date.requested.v1","runid":"r7",
       "time":"2024-02-02T00:00:00Z","tenant":"east","data":{"date":"2024-01-15","through":"phase4"}}
      """)
    #expect(event.id == "42")
    #expect(event.source == "/elsewhere")
    #expect(event.time == "2024-02-02T00:00:00Z")
    #expect(event.extensions == ["tenant": "east"])
    #expect(event.request == DateRequested(runID: "r7", date: day("2024-01-15"), through: .precompute))
  }

  @Test("a structured message keeps the trace that stands among its attributes")
  func structuredTrace() throws {
    let event = try decode(
      [("content-type", "application/cloudevents+json")],
      """
      {"specversion":"1.0","id":"42","source":"/elsewhere","type":"backcourt.date.requested.v1",
       "traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01","data":{"date":"2024-01-15"}}
      """)
    #expect(event.trace == Sample.trace)
    #expect(event.extensions.isEmpty)
  }

  @Test("a structured message without data is refused by name")
  func structuredWithoutData() {
    #expect(throws: EventError.missing("data")) {
      try decode([("content-type", "application/cloudevents+json")], #"{"specversion":"1.0","date":"2024-01-15"}"#)
    }
  }

  @Test("unknown fields and unknown attributes survive a round trip")
  func unknownsSurvive() throws {
    let first = try decode(
      [
        ("ce_specversion", "1.0"), ("ce_type", "backcourt.date.requested.v1"), ("ce_id", "1"), ("ce_source", "/x"),
        ("ce_tenant", "east"),
      ],
      #"{"date":"2024-01-15","later":{"deep":[1,2.5,"three",null,true,{"four":4}]},"note":""}"#)
    #expect(first.request.unknown.keys.sorted() == ["later", "note"])
    #expect(first.extensions == ["tenant": "east"])
    let (_, headers, body) = try EventCodec.encode(first)
    #expect(headers.contains { $0.name == "ce_tenant" && $0.value == "east" })
    let second = try EventCodec.decode(headers: headers, body: body, fallbackID: "-", time: "-")
    #expect(second == first)
  }

  @Test("unknown fields of a request come back with the completion that answers it")
  func unknownsInCompletion() throws {
    let (_, headers, body) = try EventCodec.encode(try Sample.event(.phaseCompleted(Sample.completion)))
    let event = try EventCodec.decode(headers: headers, body: body, fallbackID: "-", time: "-")
    #expect(event.request.unknown == Sample.request.unknown)
  }

  @Test("the key and the partition key are the date, so that a date's events keep their order")
  func keys() throws {
    let (key, headers, _) = try EventCodec.encode(try Sample.event(.dateRequested(Sample.request)))
    #expect(key == "2024-01-15")
    #expect(headers.first { $0.name == "ce_partitionkey" }?.value == "2024-01-15")
    #expect(headers.first { $0.name == "ce_origin" }?.value == "backfill")
    #expect(headers.first { $0.name == "ce_skipdownstream" }?.value == "true")
  }

  @Test("a request kept as text in the ledger comes back whole")
  func storedText() throws {
    #expect(try DateRequested(storedText: try Sample.request.storedText()) == Sample.request)
    #expect(throws: EventError.self) { try DateRequested(storedText: "[1]") }
  }
}
