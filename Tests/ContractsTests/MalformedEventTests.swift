import Contracts
import TestKit
import Testing

@Suite("Malformed events")
struct MalformedEventTests {
  private static let envelope: [EventCodec.Header] = [
    ("ce_specversion", "1.0"), ("ce_type", "backcourt.date.requested.v1"), ("ce_id", "1"), ("ce_source", "/x"),
  ]

  private func refusal(of body: String, _ headers: [EventCodec.Header] = []) -> EventError? {
    do throws(EventError) {
      _ = try EventCodec.decode(headers: headers, body: Array(body.utf8), fallbackID: "f", time: "t")
      return nil
    } catch {
      return error
    }
  }

  private static let phases = "one of phase1, phase2, phase3, phase4, phase5a, phase5b, phase6"

  static let badFields: [(String, EventError)] = [
    (#"{}"#, .missing("date")),
    (#"{"date":null}"#, .missing("date")),
    (
      #"{"date":"2024-02-30"}"#,
      .invalid(field: "date", value: "2024-02-30", expected: "a date that exists, as YYYY-MM-DD")
    ),
    (
      #"{"date":"2024-1-5"}"#,
      .invalid(field: "date", value: "2024-1-5", expected: "a date that exists, as YYYY-MM-DD")
    ),
    (
      #"{"date":"2024-01-15T00:00:00Z"}"#,
      .invalid(field: "date", value: "2024-01-15T00:00:00Z", expected: "a date that exists, as YYYY-MM-DD")
    ),
    (#"{"date":20240115}"#, .invalid(field: "date", value: "20240115", expected: "text")),
    (#"{"date":"2024-01-15","from":"phase9"}"#, .invalid(field: "from", value: "phase9", expected: phases)),
    (#"{"date":"2024-01-15","through":""}"#, .invalid(field: "through", value: "", expected: phases)),
    (
      #"{"date":"2024-01-15","from":"phase4","through":"phase3"}"#,
      .invalid(field: "through", value: "phase3", expected: "a phase not before phase4")
    ),
    (
      #"{"date":"2024-01-15","mode":"nightly"}"#,
      .invalid(field: "mode", value: "nightly", expected: "live, backfill or replay")
    ),
    (
      #"{"date":"2024-01-15","skip_downstream":"true"}"#,
      .invalid(field: "skip_downstream", value: "true", expected: "true or false")
    ),
    (#"{"date":"2024-01-15","force":1}"#, .invalid(field: "force", value: "1", expected: "true or false")),
    (#"{"date":"2024-01-15","run_id":7}"#, .invalid(field: "run_id", value: "7", expected: "text")),
    (
      #"{"date":"2024-01-15","bootstrap_days":-1}"#,
      .invalid(field: "bootstrap_days", value: "-1", expected: "a whole number from 0 to 366")
    ),
    (
      #"{"date":"2024-01-15","bootstrap_days":400}"#,
      .invalid(field: "bootstrap_days", value: "400", expected: "a whole number from 0 to 366")
    ),
    (
      #"{"date":"2024-01-15","bootstrap_days":7.5}"#,
      .invalid(field: "bootstrap_days", value: "7.5", expected: "a whole number from 0 to 366")
    ),
    (
      #"{"date":"2024-01-15","attempt":0}"#,
      .invalid(field: "attempt", value: "0", expected: "a whole number from 1 up")
    ),
    (
      #"{"date":"2024-01-15","tables":"player_game_summary"}"#,
      .invalid(field: "tables", value: "player_game_summary", expected: "a list of table names")
    ),
    (
      #"{"date":"2024-01-15","tables":["games; drop table games"]}"#,
      .invalid(field: "tables", value: "games; drop table games", expected: "a list of table names")
    ),
    (
      #"{"date":"2024-01-15","tables":[["games"]]}"#,
      .invalid(field: "tables", value: #"["games"]"#, expected: "a list of table names")
    ),
  ]

  @Test("R50: a bad field is refused with its name, its value and what would be right", arguments: badFields)
  func badField(body: String, expected: EventError) {
    #expect(refusal(of: body) == expected)
  }

  @Test(
    "what is not a JSON object is refused as such",
    arguments: [
      "not json", "[{\"date\":\"2024-01-15\"}]", "\"2024-01-15\"", "17", "null", "{\"date\":\"2024-01-15\"", "\u{0}",
    ])
  func notAnObject(body: String) throws {
    guard case .notAnObject? = refusal(of: body) else {
      Issue.record("\(body) gave \(String(describing: refusal(of: body)))")
      return
    }
  }

  @Test("bytes that are no UTF-8 are refused")
  func notText() {
    #expect(throws: EventError.self) {
      try EventCodec.decode(
        headers: [], body: [0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d], fallbackID: "f", time: "t")
    }
  }

  @Test("an empty body is refused and told what it needs")
  func emptyBody() {
    let refusal = refusal(of: "")
    #expect(refusal == .emptyBody)
    #expect(refusal?.description.contains(#"{"date":"YYYY-MM-DD"}"#) == true)
  }

  @Test(
    "numbers beyond every range are refused, not wrapped",
    arguments: [
      "99999999999999999999", "1e999", "-99999999999999999999", "9223372036854775808",
    ])
  func hugeNumbers(number: String) {
    #expect(refusal(of: #"{"date":"2024-01-15","attempt":\#(number)}"#) != nil)
  }

  @Test("the largest whole number is taken as it is")
  func largestNumber() throws {
    let body = #"{"date":"2024-01-15","attempt":9223372036854775807}"#
    let event = try EventCodec.decode(headers: [], body: Array(body.utf8), fallbackID: "f", time: "t")
    #expect(event.request.attempt == Int.max)
  }

  @Test("nesting without end is refused")
  func deepNesting() {
    let body = #"{"date":"2024-01-15","x":"# + String(repeating: "[", count: 20_000)
    #expect(refusal(of: body) != nil)
  }

  @Test("an unknown type is refused by its name")
  func unknownType() {
    var headers = Self.envelope
    headers[1].value = "com.example.thing"
    #expect(refusal(of: #"{"date":"2024-01-15"}"#, headers) == .unknownType("com.example.thing"))
  }

  @Test("another version of CloudEvents is refused by its number")
  func unknownVersion() {
    var headers = Self.envelope
    headers[0].value = "0.3"
    #expect(refusal(of: #"{"date":"2024-01-15"}"#, headers) == .unknownSpecVersion("0.3"))
  }

  @Test("a missing attribute is refused by its name", arguments: ["ce_type", "ce_id", "ce_source"])
  func missingAttribute(name: String) {
    let headers = Self.envelope.filter { $0.name != name }
    #expect(refusal(of: #"{"date":"2024-01-15"}"#, headers) == .missing(name))
  }

  static let badCompletions: [(String, EventError)] = [
    (#"{"date":"2024-01-15","status":"complete","changed":true}"#, .missing("phase")),
    (#"{"date":"2024-01-15","phase":"phase3","changed":true}"#, .missing("status")),
    (#"{"date":"2024-01-15","phase":"phase3","status":"complete"}"#, .missing("changed")),
    (#"{"phase":"phase3","status":"complete","changed":true}"#, .missing("date")),
    (
      #"{"date":"2024-01-15","phase":"phase3","status":"fine","changed":true}"#,
      .invalid(field: "status", value: "fine", expected: "one of complete, degraded, empty_ok, skipped, failed")
    ),
    (
      #"{"date":"2024-01-15","phase":"phase3","status":"complete","changed":true,"tables_done":{}}"#,
      .invalid(field: "tables_done", value: "{}", expected: "a list of table outcomes")
    ),
    (
      #"{"date":"2024-01-15","phase":"phase3","status":"complete","changed":true,"tables_done":[{"status":"complete"}]}"#,
      .missing("table")
    ),
  ]

  @Test("a bad completion is refused with the field's name", arguments: badCompletions)
  func badCompletion(body: String, expected: EventError) {
    var headers = Self.envelope
    headers[1].value = "backcourt.phase.completed.v1"
    #expect(refusal(of: body, headers) == expected)
  }

  @Test("whatever bytes come, the answer is an event or a refusal")
  func mutatedBodies() throws {
    var random = SeededRandom(seed: 20_240_115)
    let (_, headers, request) = try EventCodec.encode(try Sample.event(.dateRequested(Sample.request)))
    let (_, completedHeaders, completion) = try EventCodec.encode(try Sample.event(.phaseCompleted(Sample.completion)))
    let structured = Array(
      (#"{"specversion":"1.0","id":"1","source":"/x","type":"backcourt.date.requested.v1","data":"#
        + String(decoding: request, as: UTF8.self) + "}").utf8)
    let seeds = [
      ([], request), (headers, request), (completedHeaders, completion),
      ([("content-type", "application/cloudevents+json")], structured),
    ]
    let tokens = ["null", "{", "}", "[", "]", "\"", ",", "1e400", "-0", "\\u0000", "99999999999999999999"].map {
      Array($0.utf8)
    }
    var (accepted, refused) = (0, 0)
    for round in 0..<5_000 {
      var (headers, body) = seeds[round % seeds.count]
      for _ in 0..<Int.random(in: 1...4, using: &random) where !body.isEmpty {
        let place = Int.random(in: 0..<body.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: body[place] = UInt8.random(in: 0...255, using: &random)
        case 1: body.remove(at: place)
        case 2: body.insert(contentsOf: tokens[Int.random(in: 0..<tokens.count, using: &random)], at: place)
        case 3: body.removeSubrange(place...)
        default: body.insert(contentsOf: body[0..<place], at: place)
        }
      }
      if !headers.isEmpty, round % 7 == 0 {
        headers[Int.random(in: 0..<headers.count, using: &random)].value = "?"
      }
      do {
        let event = try EventCodec.decode(headers: headers, body: body, fallbackID: "f", time: "t")
        accepted += 1
        let again = try EventCodec.encode(event)
        let copy = try EventCodec.decode(headers: again.headers, body: again.body, fallbackID: "-", time: "-")
        #expect(copy.payload == event.payload)
      } catch is EventError {
        refused += 1
      }
    }
    #expect(accepted + refused == 5_000)
    #expect(accepted > 100 && refused > 1_000, "the mutations are too weak or too strong: \(accepted), \(refused)")
  }
}
