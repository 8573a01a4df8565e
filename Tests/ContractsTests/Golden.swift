import Contracts
import Foundation
import League
import Telemetry
import TestKit
import Testing

/// Messages as they stand on the bus, checked in under `Golden/`: `name: value` for the key and each header, an empty
/// line, the body.
struct Golden {
  let bytes: [UInt8]

  init(file name: String, from source: String = #filePath) throws {
    let folder = URL(fileURLWithPath: source).deletingLastPathComponent().appendingPathComponent("Golden")
    bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  init(_ event: Event) throws {
    let (key, headers, body) = try EventCodec.encode(event)
    let head = ["key: \(key)"] + headers.map { "\($0.name): \($0.value)" }
    bytes = Array((head.joined(separator: "\n") + "\n\n").utf8) + body
  }

  func event() throws -> Event {
    let text = String(decoding: bytes, as: UTF8.self)
    let split = try #require(text.range(of: "\n\n"))
    let headers = text[..<split.lowerBound].split(separator: "\n").dropFirst().map { line in
      let colon = line.range(of: ": ") ?? line.endIndex..<line.endIndex
      return (name: String(line[..<colon.lowerBound]), value: String(line[colon.upperBound...]))
    }
    return try EventCodec.decode(
      headers: headers, body: Array(text[split.upperBound...].utf8), fallbackID: "unused", time: "unused")
  }
}

enum Sample {
  static let trace = TraceContext(traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")

  static var request: DateRequested {
    DateRequested(
      runID: "2023-24-a1", date: day("2024-01-15"), from: .analytics, through: .precompute,
      tables: ["player_game_summary", "team_defense_zone_analysis"], mode: .backfill, skipDownstream: true, force: true,
      acceptGaps: true, bootstrapDays: 14, attempt: 2, requestedBy: "ops/ümlaut \"q\"",
      unknown: ["priority": .object(["level": .integer(3), "why": .array([.null, .bool(true), .number(0.5)])])])
  }

  static var completion: PhaseCompleted {
    PhaseCompleted(
      request: request, phase: .analytics, status: .degraded, changed: true, reason: "2 of 3 rows",
      tables: [
        TableOutcome(
          table: "player_game_summary", status: .degraded, rows: 2, expected: 3,
          outputDigest: "0123456789abcdef0123456789abcdef", changed: true, durationMS: 12, reason: "2 of 3 rows"),
        TableOutcome(
          table: "upcoming_team_game_context", status: .skipped, rows: 0, expected: nil, outputDigest: "",
          changed: false,
          durationMS: 0, reason: nil),
      ])
  }

  static func event(_ payload: Event.Payload, extensions: [String: String] = [:]) throws -> Event {
    Event(
      id: "2023-24-a1/phase3/2024-01-15/2", source: "/backcourt/phase3", time: "2024-03-01T06:30:00.125Z",
      trace: try #require(trace), payload: payload, extensions: extensions)
  }
}
